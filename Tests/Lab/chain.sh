#!/bin/bash
# Real routers in a row, or in a diamond, in namespaces: what Linux answers to traceroute.
#
#   chain.sh run     [OPTION...] CMD...   source - r1 - r2 ... r10 - target; CMD runs on the source
#   chain.sh diamond [OPTION...] CMD...   source - r1 = { r2.1 - r3.1 | r2.2 - r3.2 } = r4 - target
#
# Router N is 10.78.N.1 and fd78:N::1 (N in decimal); in a diamond the last part is the branch.
# The source is 10.78.1.2 and fd78:1::2, the target 10.78.99.9 and fd78:99::9. The options:
#
#   --routers N        so many in a row, 1 to 90 (10)
#   --branches N/M/... the lengths of the diamond's branches (2/2); where they end r4 has the next number
#   --policy P         fib_multipath_hash_policy of r1 (3); it is the same for IPv6
#   --fields F         and its fib_multipath_hash_fields (0x37: addresses, protocol, ports)
#   --mtu N:SIZE       the MTU behind router N of a row
#   --limits           ICMP is as limited in rate as Linux limits it, else not at all
#   --same-user        no user namespace: for root, and a CMD that changes its groups as scamper does
#
# `on HOST CMD...` runs CMD elsewhere. Everything is gone when CMD ends; its status is the script's,
# or 77 where namespaces cannot be had.
set -euo pipefail
export PATH=$PATH:/usr/sbin:/sbin
SELF=$(readlink -f "${BASH_SOURCE[0]}")

die()  { echo "chain: $*" >&2; exit 2; }
skip() { echo "chain: $*" >&2; exit 77; }

routers=10 branches=2/2 policy=3 fields=0x37 limits=0 user="--user --map-root-user"
declare -A mtu=()

options() {
  while [ $# -gt 0 ]; do
    case $1 in
      --routers) routers=${2-}; shift;;
      --branches) branches=${2-}; shift;;
      --policy) policy=${2-}; shift;;
      --fields) fields=${2-}; shift;;
      --mtu) mtu[${2%%:*}]=${2#*:}; shift;;
      --limits) limits=1;;
      --same-user) user=;;
      --) shift; break;;
      --*) die "no option $1";;
      *) break;;
    esac
    shift
  done
  [ $# -gt 0 ] || die "run what?"
  command=("$@")
}

launch() {
  local tool child why namespaces
  options "${@:2}"
  for tool in unshare nsenter setpriv ip ethtool; do
    command -v $tool >/dev/null || skip "$tool is not installed"
  done
  namespaces="unshare $user --net --mount --pid --fork --kill-child --mount-proc"
  why=$($namespaces sh -ec 'mount -t tmpfs tmpfs /run; ip link add type veth' 2>&1) ||
    skip "no namespaces here: ${why//$'\n'/; }"
  # As in lab.sh: this shell stays to turn SIGTERM into a kill, and is missed when it is killed.
  setpriv --pdeathsig KILL env --default-signal=INT,QUIT $namespaces "$SELF" inside "$@" <&0 &
  child=$!
  trap 'kill -KILL $child; exit 143' TERM HUP
  trap '' INT
  wait $child
}

inside() {
  local shape=$1 status=0
  options "${@:2}"
  mount -t tmpfs tmpfs /run
  mkdir /run/bin
  ln -s "$SELF" /run/bin/on
  trap 'die "could not be raised"' ERR; set -E
  "raise_$shape"
  trap - ERR; set +E
  export PATH=/run/bin:$PATH
  trap 'exit 143' TERM
  on source "${command[@]}"
}

# A veth pair: the right-hand interface of one host, the left-hand one of the next. Where both had
# the same index, the kernel would take up to a second to see that the link is up.
cables=100
cable() { echo "link add $2 netns $1 index $((++cables)) type veth peer name $4 netns $3"; }

# What is done on each host before its links go up; standard input is the `ip` batch.
TUNE='
  put() { echo "$2" >/proc/sys/net/$1; }
  for i in /proc/sys/net/ipv6/conf/*; do
    echo 0 >$i/accept_dad
    echo 0 >$i/router_solicitations
    echo 1 >$i/addr_gen_mode
  done
  for i in /proc/sys/net/ipv4/conf/*; do echo 0 >$i/rp_filter; done
  if [ $1 = 0 ]; then
    put ipv4/icmp_ratemask 0
    put ipv6/icmp/ratelimit 0
    for i in per_sec burst; do
      [ ! -w /proc/sys/net/ipv4/icmp_msgs_$i ] || put ipv4/icmp_msgs_$i 1000000
    done
  fi
  case $0 in
    r*) put ipv4/ip_forward 1; put ipv6/conf/all/forwarding 1;;
    *) put ipv4/ping_group_range "0 0"; ethtool -K eth0 tx off gro off >/dev/null;;
  esac
  if [ $0 = r1 ]; then
    for i in ipv4 ipv6; do
      put $i/fib_multipath_hash_policy $2
      [ $2 != 3 ] || put $i/fib_multipath_hash_fields $3
    done
  fi
  exec ip -b -'
host() { nsenter --net=/run/netns/"$1" sh -ec "$TUNE" "$1" "$limits" "$policy" "$fields"; }

# Between routers a link has no addresses but fe80::1 on its left end and fe80::2 on its right one,
# and IPv4 goes by these next hops too. So each router has one address, on the side of the source.
left() { # N BRANCH INTERFACE
  cat <<END
addr add 10.78.$1.$2/32 dev $3
addr add fd78:$1::$2/128 nodad dev $3
addr add fe80::2/64 nodad dev $3
link set $3 up
route add 10.78.1.0/24 via inet6 fe80::1 dev $3 src 10.78.$1.$2
route add fd78:1::/64 via fe80::1 dev $3 src fd78:$1::$2
END
}

right() { # INTERFACE
  printf 'addr add fe80::1/64 nodad dev %s\nlink set %s up\n' "$1" "$1"
}

onward() { # INTERFACE...
  local interface via4= via6=
  for interface; do
    right "$interface"
    via4+=" nexthop via inet6 fe80::2 dev $interface"
    via6+=" nexthop via fe80::2 dev $interface"
  done
  printf 'route add 0.0.0.0/0%s\nroute add ::/0%s\n' "$via4" "$via6"
}

# The links of the source and the target are as anybody's. (Without the link-local address a router
# could not ask for the neighbours there.)
plain() { # INTERFACE LINK HOST [GATEWAY]
  printf 'addr add %s dev %s\n' 10.78.$2.$3/24 $1 "fd78:$2::$3/64 nodad" $1 "fe80::$3/64 nodad" $1
  echo "link set $1 up"
  [ $# = 3 ] || printf 'route add %s\n' "default via 10.78.$2.$4" "::/0 via fd78:$2::$4"
}

ends() {
  plain eth0 1 2 1 | host source &
  plain eth0 99 9 1 | host target &
  for job in $(jobs -p); do wait $job; done
}

raise_run() {
  local n
  {
    printf 'netns add %s\n' source target $(seq -f r%g $routers)
    cable source eth0 r1 left
    for ((n = 1; n < routers; n++)); do cable r$n right r$((n + 1)) left; done
    cable r$routers right target eth0
  } | ip -b -
  for ((n = 1; n <= routers; n++)); do
    {
      if [ $n = 1 ]; then plain left 1 1; else left $n 1 left; fi
      if [ $n = $routers ]; then plain right 99 1; else onward right; fi
      [ -z "${mtu[$n]-}" ] || echo "link set right mtu ${mtu[$n]}"
      [ -z "${mtu[$((n - 1))]-}" ] || echo "link set left mtu ${mtu[$((n - 1))]}"
    } | host r$n &
  done
  ends
}

raise_diamond() {
  local lengths longest=0 length branch n join ways=()
  IFS=/ read -ra lengths <<<"$branches"
  for length in "${lengths[@]}"; do [ $length -le $longest ] || longest=$length; done
  join=$((longest + 2))
  {
    printf 'netns add %s\n' source r1 r$join target
    cable source eth0 r1 left
    cable r$join right target eth0
    branch=0
    for length in "${lengths[@]}"; do
      branch=$((branch + 1))
      printf "netns add r%s.$branch\n" $(seq 2 $((length + 1)))
      cable r1 right$branch r2.$branch left
      for ((n = 2; n <= length; n++)); do cable r$n.$branch right r$((n + 1)).$branch left; done
      cable r$n.$branch right r$join left$branch
    done
  } | ip -b -
  for ((branch = 1; branch <= ${#lengths[@]}; branch++)); do
    ways+=(right$branch)
    for ((n = 2; n <= lengths[branch - 1] + 1; n++)); do
      { left $n $branch left; onward right; } | host r$n.$branch &
    done
  done
  { plain left 1 1; onward "${ways[@]}"; } | host r1 &
  {
    # All answers go home by the first branch, and what comes by the others is from the same router.
    left $join 1 left1
    for ((branch = 2; branch <= ${#lengths[@]}; branch++)); do
      printf 'addr add fe80::2/64 nodad dev %s\nlink set %s up\n' left$branch left$branch
    done
    plain right 99 1
  } | host r$join &
  ends
}

on() {
  { [ $# -gt 1 ] && [ -e /run/netns/"$1" ]; } || die "on HOST CMD... (hosts: $(ls /run/netns | tr '\n' ' '))"
  ip netns exec "$@"
}

case ${0##*/}:${1-} in
  on:*) on "$@";;
  *:run|*:diamond) launch "$@";;
  *:inside) inside "${@:2}";;
  *) sed -n '2,/^set /{/^set /d;s/^# \{0,1\}//;p}' "$SELF"; exit 2;;
esac
