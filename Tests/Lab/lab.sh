#!/bin/bash
# A private network in namespaces: see README.md beside this file.
#
#   lab.sh run CMD...        raise the lab, run CMD in it; everything is gone when CMD ends
#
# and, on CMD's PATH:
#
#   on HOST CMD...           run CMD on A, B, C, R1, R2, R3 or S
#   unprivileged HOST CMD... the same with no capability at all
#   fault NAME [ARG...]      break something; `fault clear` mends everything
set -euo pipefail
export PATH=$PATH:/usr/sbin:/sbin
SELF=$(readlink -f "${BASH_SOURCE[0]}")
HERE=${SELF%/*}
STATE=/run/lab
NODES="A B C R1 R2 R3 S"

die()  { echo "lab: $*" >&2; exit 2; }
skip() { echo "lab: $*" >&2; exit 77; }

NAMESPACES="unshare --user --map-root-user --net --mount --pid --fork --kill-child --mount-proc"

run() {
  [ $# -gt 0 ] || die "run what?"
  local tool child why
  for tool in unshare nsenter setpriv ip nft ethtool python3; do
    command -v $tool >/dev/null || skip "$tool is not installed"
  done
  # One small try tells "cannot be had here" from a fault of the lab itself.
  why=$($NAMESPACES sh -ec 'mount -t tmpfs tmpfs /run; ip link add type veth; ip link add type bridge' 2>&1) ||
    skip "no namespaces here: ${why//$'\n'/; }"

  # unshare blocks SIGTERM while it waits, so this shell stays to turn it into a kill; should
  # this shell itself be killed, pdeathsig ends unshare and --kill-child all that is below it.
  # A background job of a shell ignores SIGINT and has no input: env and <&0 give them back.
  setpriv --pdeathsig KILL env --default-signal=INT,QUIT $NAMESPACES "$SELF" inside "$@" <&0 &
  child=$!
  trap 'kill -KILL $child; exit 143' TERM HUP
  trap '' INT
  wait $child
}

# The first process of the lab.  It stays, so that CMD is no PID 1 and orphans are reaped.
inside() {
  mount -t tmpfs tmpfs /run
  mkdir -p $STATE/bin
  local name
  for name in on unprivileged fault; do ln -s "$SELF" $STATE/bin/$name; done
  names
  trap 'die "could not be raised"' ERR; set -E
  up
  trap - ERR; set +E
  export PATH=$STATE/bin:$PATH
  trap 'exit 143' TERM
  "$@"
}

# Names come from a file; the one name server is loopback, where nothing listens: fast failure.
names() {
  cat >$STATE/hosts <<'END'
127.0.0.1      localhost
::1            localhost
10.66.0.1      a.lab
fd66::1        a.lab
10.66.0.2      b.lab
fd66::2        b.lab
10.66.0.3      c.lab
fd66::3        c.lab
10.66.0.254    r1.lab
fd66::fe       r1.lab
10.66.12.2     r2.lab
fd66:0:0:12::2 r2.lab
10.66.23.3     r3.lab
fd66:0:0:23::3 r3.lab
10.66.39.9     s.lab v4.lab
fd66:0:0:39::9 s.lab v6.lab
10.66.39.9     two.lab
10.66.39.10    two.lab
END
  echo "nameserver 127.0.0.1
options timeout:1 attempts:1" >$STATE/resolv.conf
  echo "passwd: files
group: files
hosts: files dns
networks: files
protocols: files
services: files" >$STATE/nsswitch.conf
  echo "multi on" >$STATE/host.conf
  local file target
  for file in hosts resolv.conf nsswitch.conf host.conf; do
    target=$(readlink -m /etc/$file)
    # A link into /run (systemd-resolved) has lost its target to the tmpfs above.
    case $target in /run/*) mkdir -p "${target%/*}"; : >"$target";; esac
    [ ! -e "$target" ] || mount --bind $STATE/$file "$target"
  done
}

# A veth pair between two nodes, or a node and the lab's own namespace ("."), where the bridges are.
cable() { # node interface mac  node interface mac
  local far="netns $4"
  [ "$4" != . ] || far=
  echo "link add dev $2 netns $1 address 02:66:00:00:$3 type veth peer name $5 $far address 02:66:00:00:$6"
}

# Done in each node's namespace before its links go up; standard input is the ip batch.
# * No type of ICMP is rate-limited.  (A rate of 0 would do harm: it empties the token bucket
#   that errors of the routing table and redirects draw from.)
# * No duplicate address detection, so that addresses work at once.
# * Ping sockets for everybody, but not on C: it keeps the kernel's default, none.  (In a user
#   namespace there is no way back, as "1 0" names a group that is not mapped.)
# * Offloads off, so that checksums are real on every wire.
TUNE='
  put() { echo "$2" >/proc/sys/net/$1; }
  put ipv4/icmp_ratemask 0
  put ipv6/icmp/ratemask 255
  for i in per_sec burst; do
    [ ! -w /proc/sys/net/ipv4/icmp_msgs_$i ] || put ipv4/icmp_msgs_$i 1000000
  done
  put ipv4/icmp_echo_ignore_broadcasts 0
  [ $0 = C ] || put ipv4/ping_group_range "0 0"
  for i in /proc/sys/net/ipv6/conf/*; do
    i=${i##*/}
    put ipv4/conf/$i/rp_filter 0
    put ipv6/conf/$i/accept_dad 0
    put ipv6/conf/$i/router_solicitations 0
    case $i in all|default|lo) ;; *) ethtool -K $i tx off gro off >/dev/null 2>&1;; esac
  done
  case $0 in R*) put ipv4/ip_forward 1; put ipv6/conf/all/forwarding 1;; esac
  exec ip -b -'
node() { { echo "link set lo up"; cat; } | nsenter --net=/run/netns/"$1" sh -ec "$TUNE" "$1"; }

up() {
  # The bridges' namespace has no addresses: whatever is run without `on` reaches nothing.
  echo 1 >/proc/sys/net/ipv6/conf/default/disable_ipv6
  {
    printf 'netns add %s\n' $NODES
    echo "link add lan type bridge mcast_snooping 0"
    echo "link add wire type bridge mcast_snooping 0"
    cable A  eth0 00:01  .  a     ff:01
    cable B  eth0 00:02  .  b     ff:02
    cable C  eth0 00:03  .  c     ff:03
    cable R1 lan  00:fe  .  r1    ff:fe
    cable R1 r2   12:01  R2 r1    12:02
    cable R2 r3   23:02  R3 r2    23:03
    cable R3 s    39:03  .  left  ff:39
    cable S  eth0 39:09  .  right ff:93
    printf 'link set dev %s master lan up\n' a b c r1
    printf 'link set dev %s master wire up\n' left right
    printf 'link set dev %s up\n' lo lan wire
  } | ip -b -

  # The default gateway of IPv6 is R1's link-local address, as a redirect must come from it.
  local host
  for host in A1 B2 C3; do
    node ${host%?} <<END
addr add 10.66.0.${host#?}/24 brd + dev eth0
addr add fd66::${host#?}/64 nodad dev eth0
link set eth0 up
route add default via 10.66.0.254
route add ::/0 via fe80::66:ff:fe00:fe dev eth0
END
  done
  node R1 <<'END'
addr add 10.66.0.254/24 brd + dev lan
addr add fd66::fe/64 nodad dev lan
addr add 10.66.12.1/24 brd + dev r2
addr add fd66:0:0:12::1/64 nodad dev r2
link set lan up
link set r2 up
route add default via 10.66.12.2
route add ::/0 via fd66:0:0:12::2
END
  node R2 <<'END'
addr add 10.66.12.2/24 brd + dev r1
addr add fd66:0:0:12::2/64 nodad dev r1
addr add 10.66.23.2/24 brd + dev r3
addr add fd66:0:0:23::2/64 nodad dev r3
link set r1 up
link set r3 up
route add default via 10.66.23.3
route add ::/0 via fd66:0:0:23::3
route add 10.66.0.0/24 via 10.66.12.1
route add fd66::/64 via fd66:0:0:12::1
END
  # R3 has no default route: what it does not know gets a real "net unreachable".
  node R3 <<'END'
addr add 10.66.23.3/24 brd + dev r2
addr add fd66:0:0:23::3/64 nodad dev r2
addr add 10.66.39.3/24 brd + dev s
addr add fd66:0:0:39::3/64 nodad dev s
link set r2 up
link set s up
route add 10.66.0.0/24 via 10.66.23.2
route add 10.66.12.0/24 via 10.66.23.2
route add fd66::/64 via fd66:0:0:23::2
route add fd66:0:0:12::/64 via fd66:0:0:23::2
END
  node S <<'END'
addr add 10.66.39.9/24 brd + dev eth0
addr add 10.66.39.10/24 brd + dev eth0
addr add fd66:0:0:39::9/64 nodad dev eth0
link set eth0 up
route add default via 10.66.39.3
route add ::/0 via fd66:0:0:39::3
END
}

known() { [ -e /run/netns/"$1" ] || die "no host $1 here (hosts: $NODES)"; }
on() {
  [ $# -gt 1 ] || die "on HOST CMD..."
  known "$1"
  exec ip netns exec "$@"
}
# With an empty bounding set an exec gives even user 0 nothing.
unprivileged() {
  [ $# -gt 1 ] || die "unprivileged HOST CMD..."
  local host=$1; shift
  on "$host" setpriv --bounding-set=-all --inh-caps=-all --ambient-caps=-all -- "$@"
}

case ${0##*/} in
  on|unprivileged) "${0##*/}" "$@";;
  fault) source "$HERE/faults.sh"; fault "$@";;
  *) case ${1-} in
       run|inside) "$@";;
       *) sed -n '2,/^set /{/^set /d;s/^# \{0,1\}//;p}' "$SELF"; exit 2;;
     esac;;
esac
