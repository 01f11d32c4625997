# What can be broken in the lab, sourced by lab.sh.  README.md has the list.
# Each fault leaves lines of bash in $STATE/undo; `fault clear` runs them, the last one first.

[ -d $STATE ] || die "fault: only inside 'lab.sh run'"

python() { local py=/usr/bin/python3; [ -x $py ] || py=python3; $py -BSE "$@"; }
undo() { printf '%s\n' "$*" >>$STATE/undo; }
ns() { nsenter --net=/run/netns/"$1" "${@:2}"; }

# Loads nft chains from standard input on a host.  All are in one table, so they add up.
rules() { # host
  { echo "table inet fault {"; cat; echo "}"; } | ns "$1" nft -f -
  undo "ns $1 nft flush ruleset"
}
chain() { # name hook: a new chain for each use, closed by the caller's "}"
  echo "chain $1_$RANDOM$RANDOM { type filter hook $2 priority 0;"
}

# Wire faults add up too: a new wire with all of them takes the old one's place.
wire() { # requests|replies|both NAME[,ARG...]
  local way
  [ -e $STATE/wire ] || : >$STATE/wire
  for way in ${1/both/requests replies}; do echo "$way,$2"; done >$STATE/wire.more
  python "$HERE/wire.py" $STATE/wire.pid left right $(cat $STATE/wire $STATE/wire.more) || die "fault: bad wire fault $2"
  if [ ! -s $STATE/wire ]; then
    printf 'link set dev %s nomaster\n' left right | ip -b -
    undo "printf 'link set dev %s master wire\n' left right | ip -b -"
    undo "kill -KILL \$(<$STATE/wire.pid); rm $STATE/wire $STATE/wire.pid"
  fi
  cat $STATE/wire.more >>$STATE/wire
}

# R3 answers what is bound for S; "-" leaves that version alone.
unreach() { # ICMP type, ICMPv6 type
  { chain unreach forward
    [ "$1" = - ] || echo "iifname r2 oifname s meta nfproto ipv4 reject with icmp type $1;"
    [ "$2" = - ] || echo "iifname r2 oifname s meta nfproto ipv6 reject with icmpv6 type $2;"
    echo "}"; } | rules R3
}

# The MTU of R2 - R3, both ways; without one, the plain routes again.  By route, because an
# interface below 1280 loses its IPv6; so below that only IPv4 is narrowed.
narrow() { # [MTU]
  local mtu=${1:+mtu $1}
  ip -n R2 route replace 10.66.39.0/24 via 10.66.23.3 $mtu
  ip -n R3 route replace 10.66.0.0/24 via 10.66.23.2 $mtu
  [ "${1:-1280}" -ge 1280 ] || return 0
  # To replace an IPv6 route by one that differs in its MTU, the old one has to go first.
  ip -n R2 route del fd66:0:0:39::/64 2>/dev/null || true
  ip -n R2 route add fd66:0:0:39::/64 via fd66:0:0:23::3 $mtu
  ip -n R3 route del fd66::/64
  ip -n R3 route add fd66::/64 via fd66:0:0:23::2 $mtu
}

# The traffic of the whole lab is as before, and what hosts have learned is forgotten.
clear_all() {
  local line host
  if [ -e $STATE/undo ]; then
    while read -r line; do eval "$line"; done < <(tac $STATE/undo)
    rm $STATE/undo
  fi
  for host in A B C S; do
    printf 'route flush cache\nneigh flush all\n' | ip -n $host -b -
    printf 'route flush cache\nneigh flush all\n' | ip -6 -n $host -b -
  done
}

number() { case ${1-} in ''|*[!0-9.]*) die "fault $name: a number is needed";; esac; }

fault() {
  [ $# -gt 0 ] || die "fault NAME [ARG...]"
  local name=$1 way='' host args; shift
  case ${!#} in requests|replies|both) way=${!#}; set -- "${@:1:$#-1}";; esac
  args=$(IFS=,; echo "$name${*:+,$*}")
  case $name in
    clear) clear_all;;

    loss|loss-every|blackhole|delay|jitter) wire ${way:-requests} "$args";;
    reorder|duplicate|corrupt|badsum|truncate|wrongsource|wrongid|wrongseq|foreign-id|foreign-seq)
      wire ${way:-replies} "$args";;
    late) number "${1-}"; wire replies delay,$1;;
    icmp-error|icmp6-error) wire requests "$args";;

    unreach)
      case ${1-} in
        net|no-route)          unreach net-unreachable no-route;;
        host|addr-unreachable) unreach host-unreachable addr-unreachable;;
        proto)                 unreach prot-unreachable -;;
        port|port-unreachable) unreach port-unreachable port-unreachable;;
        net-prohibited)        unreach net-prohibited admin-prohibited;;
        host-prohibited)       unreach host-prohibited admin-prohibited;;
        admin-prohibited)      unreach admin-prohibited admin-prohibited;;
        policy-fail)           unreach - policy-fail;;
        reject-route)          unreach - reject-route;;
        *) die "fault unreach: no kind '${1-}'";;
      esac;;

    mtu) number "${1-}"; undo narrow; narrow "$1";;
    mtu-blackhole)
      number "${1-}"; undo narrow; narrow "$1"
      for host in R2 R3; do
        { chain mtu output
          echo "icmp type destination-unreachable icmp code frag-needed drop; icmpv6 type packet-too-big drop; }"
        } | rules $host
      done;;

    # R1 routes an address of B's over the LAN it came from.  An IPv6 redirect names a link-local
    # target, so that route must have one.
    redirect)
      ip -n B addr add 10.66.200.1/32 dev lo
      ip -n B addr add fd66:0:0:200::1/128 nodad dev lo
      ip -n R1 route add 10.66.200.1/32 via 10.66.0.2
      ip -n R1 route add fd66:0:0:200::1/128 via fe80::66:ff:fe00:2 dev lan
      undo "ip -n B addr del 10.66.200.1/32 dev lo; ip -n B addr del fd66:0:0:200::1/128 dev lo"
      undo "ip -n R1 route del 10.66.200.1/32; ip -n R1 route del fd66:0:0:200::1/128";;

    # C takes B's addresses too: two machines answer for them.
    arp-duplicate)
      ip -n C addr add 10.66.0.2/24 dev eth0
      ip -n C addr add fd66::2/64 nodad dev eth0
      undo "ip -n C addr del 10.66.0.2/24 dev eth0; ip -n C addr del fd66::2/64 dev eth0";;

    tcp-open|udp-echo)
      number "${1-}"
      ns S "$BASH" -c "$(declare -f python); python \"\$@\"" - "$HERE/serve.py" $STATE/${name%-*}$1.pid ${name%-*} "$1"
      undo "kill -KILL \$(<$STATE/${name%-*}$1.pid)";;
    filter)
      number "${2-}"
      { chain filter forward; echo "iifname r2 oifname s $1 dport $2 drop; }"; } | rules R3;;

    *) die "no fault '$name' (see Tests/Lab/README.md)";;
  esac
}
