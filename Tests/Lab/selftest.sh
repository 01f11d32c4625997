#!/bin/bash
# Checks the lab itself with ping and probe.py: "N passed, N failed".
set -uo pipefail
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
[ "${1-}" = inside ] || exec "$HERE/lab.sh" run "$HERE/selftest.sh" inside

python=/usr/bin/python3; [ -x $python ] || python=python3
passed=0 failed=0
S4=10.66.39.9 S6=fd66:0:0:39::9

# check NAME EXPECTED CMD...: CMD's output must match the extended regular expression, or, with
# a "!" before it, must not.
check() {
  local name=$1 want=$2 out good=0; shift 2
  out=$("$@" 2>&1) || true
  case $want in
    "!"*) grep -qE -- "${want#!}" <<<"$out" || good=1;;
    *)  grep -qE -- "$want" <<<"$out" && good=1;;
  esac
  if [ $good = 1 ]; then passed=$((passed + 1)); else
    failed=$((failed + 1))
    printf 'FAILED %s: wanted %s, had:\n%s\n' "$name" "$want" "$out"
  fi
}
pings() { on A ping -n -i 0.01 -W 1 "$@"; }
probe() { on A $python -BSE "$HERE/probe.py" "$@"; }
oneline() { probe "$@" | tr '\n' ';'; }
both() { # name, expected of IPv4, expected of IPv6: one probe each
  check "$1" "$2" oneline $S4
  check "$1, IPv6" "$3" oneline $S6
}
status() { "$@" >/dev/null 2>&1; echo "status $?"; }
tcp() { on A timeout 1 bash -c "exec 3<>/dev/tcp/$1/$2 && echo hello >&3 && read -t 1 x <&3 && echo got \$x"; echo "status $?"; }
udp() { on A bash -c "exec 3<>/dev/udp/$1/$2; echo hello >&3; echo got \$(timeout 0.5 head -c 5 <&3)"; }

# The healthy lab
for name in a b c r1 r2 r3 s; do
  check "$name.lab" ' 0% packet loss' pings -4 -c 1 $name.lab
  check "$name.lab, IPv6" ' 0% packet loss' pings -6 -c 1 $name.lab
done
check 'no packet is lost' '300 received' pings -q -c 300 -i 0.002 $S4
check 'two addresses' '10\.66\.39\.9 .*10\.66\.39\.10 ' on A sh -c 'getent ahostsv4 two.lab | tr "\n" " "'
check 'a name that does not exist' 'status 2' status timeout 1 getent hosts nosuch.lab
check 'no net' 'From 10.66.23.3 .*Net Unreachable' pings -c 1 10.99.0.1
check 'no net, IPv6' 'From fd66:0:0:23::3 .*No route' pings -c 1 fd99::1
check 'no host' 'From 10.66.23.3 .*Host Unreachable' on A ping -n -c 1 -W 4 10.66.39.77
check 'no host, IPv6' 'From fd66:0:0:23::3 .*Address unreachable' on A ping -n -c 1 -W 4 fd66:0:0:39::77
hop=0
for router in 10.66.0.254/fd66::fe 10.66.12.2/fd66:0:0:12::2 10.66.23.3/fd66:0:0:23::3; do
  hop=$((hop + 1))
  check "TTL $hop" "From ${router%/*} .*Time to live exceeded" pings -c 1 -t $hop $S4
  check "hop limit $hop" "From ${router#*/} .*Hop limit" pings -c 1 -t $hop $S6
done
check 'errors have no rate limit' '\+100 errors' pings -q -c 100 -i 0.002 -t 1 $S4
check 'errors have no rate limit, IPv6' '\+100 errors' pings -q -c 100 -i 0.002 -t 1 $S6
check 'outside every host nothing is reached' 'unreachable' ping -c 1 $S4
check 'no capability' 'CapEff:.0000000000000000' unprivileged A grep Cap /proc/self/status
check 'no raw socket without one' 'PermissionError' unprivileged A $python -BSE -c \
  'import socket; socket.socket(socket.AF_INET, socket.SOCK_RAW, 1)'
# The system's ping may carry file capabilities, which the empty bounding set refuses to run.
pingsocket='import socket as s; s.socket(s.AF_INET, s.SOCK_DGRAM, 1); s.socket(s.AF_INET6, s.SOCK_DGRAM, 58); print("fine")'
check 'ping sockets on A' 'fine' unprivileged A $python -BSE -c "$pingsocket"
check 'no ping sockets on C' 'PermissionError' unprivileged C $python -BSE -c "$pingsocket"
check 'exit status' 'status 7' status on A sh -c 'exit 7'
both 'a sound reply' '^10.66.39.9 0/0 sum=ok id=mine seq=1 data=64;$' '^fd66:0:0:39::9 129/0 sum=ok id=mine seq=1 data=64;$'

# What the wire does
fault loss 20
check 'loss' '(3[0-9]|4[0-9])% packet loss|(1[0-9]|2[0-9])(\.[0-9]+)?% packet loss' pings -q -c 200 -i 0.002 $S4
fault clear
fault loss-every 5
check 'loss-every' '80 received, 20% packet loss' pings -q -c 100 -i 0.002 $S6
fault clear
fault loss-every 2 replies
check 'loss-every of replies' '^[^;]*seq=1 [^;]*;[^;]*seq=3 [^;]*;$' oneline $S4 4
fault clear
fault delay 30; fault loss-every 2
check 'delay and loss together' ', 50% packet loss.*= 3[0-9]\.' sh -c "on A ping -nqc 4 -i 0.1 -W 1 $S4 | tr '\n' ' '"
fault clear
fault delay 30
check 'delay' '= 3[01]\.' pings -q -c 3 $S6
fault clear
fault delay 10 both
check 'delay both ways' '= 2[01]\.' pings -q -c 3 $S4
fault clear
fault late 1200
check 'late' 'time=12[0-9][0-9]' on A ping -n -c 1 -W 2 $S4
fault clear
fault jitter 20
check 'jitter' ' 0% packet loss.* = [0-9]\.[0-9]+/([5-9]|1[0-9])\.' sh -c "on A ping -nqc 50 -i 0.01 $S4 | tr '\n' ' '"
fault clear
fault reorder
both_order='seq=2 .*;.*seq=1 .*;.*seq=4 .*;.*seq=3 '
check 'reorder' "$both_order" oneline $S4 4
check 'reorder, IPv6' "$both_order" oneline $S6 4
fault clear
fault duplicate
both 'duplicate' '^([^;]*id=mine seq=1 data=64;){2}$' '^([^;]*id=mine seq=1 data=64;){2}$'
fault clear
fault duplicate 4
check 'four copies' '\+3 duplicates|DUP' pings -c 2 -i 0.2 $S4
fault clear
fault corrupt
both 'corrupt keeps the checksum' 'sum=ok' 'sum=ok'
check 'corrupt' 'wrong data byte #55' pings -c 1 $S4
check 'corrupt, IPv6' 'wrong data byte #55' pings -c 1 $S6
fault clear
fault corrupt 20
check 'corrupt at an offset' 'wrong data byte #20' pings -c 1 $S4
fault clear
fault corrupt requests
check 'corrupt request' 'wrong data byte #55' pings -c 1 $S4
fault clear
fault badsum;      both 'badsum' 'sum=bad id=mine' 'sum=bad id=mine'; fault clear
fault truncate 20; both 'truncate' 'sum=ok .*data=20;' 'sum=ok .*data=20;'; fault clear
fault wrongsource; both 'wrongsource' '10.66.39.66 0/0 sum=ok id=mine' 'fd66:0:0:39::66 129/0 sum=ok id=mine'; fault clear
fault wrongid;     both 'wrongid' '^[^;]*sum=ok id=other[^;]*;$' '^[^;]*sum=ok id=other[^;]*;$'; fault clear
fault wrongseq;    both 'wrongseq' '^[^;]*sum=ok id=mine seq=21844 [^;]*;$' '^[^;]*sum=ok id=mine seq=21844 [^;]*;$'; fault clear
fault foreign-id;  both 'foreign-id' 'id=other seq=1 .*;.*id=mine seq=1 ' 'id=other seq=1 .*;.*id=mine seq=1 '; fault clear
fault foreign-seq; both 'foreign-seq' 'seq=21844 .*;.*seq=1 ' 'seq=21844 .*;.*seq=1 '; fault clear
fault blackhole;   both 'blackhole' '^$' '^$'; fault clear
fault blackhole replies; both 'blackhole of replies' '^$' '^$'; fault clear

# Unreachables
while read -r kind code4 code6; do
  fault unreach $kind
  case $code4 in -) want4='0/0';; *) want4="10.66.23.3 3/$code4 sum=ok";; esac
  case $code6 in -) want6='129/0';; *) want6="fd66:0:0:23::3 1/$code6 sum=ok";; esac
  both "unreach $kind" "$want4" "$want6"
  fault clear
done <<'END'
net 0 0
host 1 3
proto 2 -
port 3 4
net-prohibited 9 1
host-prohibited 10 1
admin-prohibited 13 1
no-route 0 0
addr-unreachable 1 3
policy-fail - 5
reject-route - 6
END

# Any other error
W4=10.66.39.254 W6=fd66:0:0:39::fe
fault icmp-error 4 0; fault icmp6-error 1 2
both 'icmp-error' "^$W4 4/0 sum=ok rest=00000000 quote=92 ihl=5 hsum=ok to=$S4 id=mine;$" "^$W6 1/2 sum=ok rest=00000000 quote=112 next=58 to=$S6 id=mine;$"
fault clear
fault icmp-error 3 4 mtu=1000; fault icmp6-error 2 0 mtu=1280
both 'mtu=' ' 3/4 sum=ok rest=000003e8' ' 2/0 sum=ok rest=00000500'
fault clear
fault icmp-error 12 0 pointer=8; fault icmp6-error 4 1 pointer=6
both 'pointer=' ' 12/0 sum=ok rest=08000000' ' 4/1 sum=ok rest=00000006'
fault clear
fault icmp-error 5 1 gateway=10.66.0.2 from=10.66.39.9
check 'gateway= and from=' '^10.66.39.9 5/1 sum=ok rest=0a420002' oneline $S4
fault clear
fault icmp-error 11 0 mpls; fault icmp6-error 3 0 mpls
both 'mpls' 'rest=00200000 quote=128 .*ext=1.1:00064a0100bb9101 extsum=ok' 'rest=10000000 quote=128 .*ext=1.1:00064a0100bb9101 extsum=ok'
fault clear
fault icmp-error 11 0 mpls ifinfo; fault icmp6-error 1 0 ifinfo
both 'ifinfo' 'ext=1.1:[0-9a-f]*,2.15:00000002000100000a4227fe086c656674300000000005dc extsum=ok' 'ext=2.15:0000000200020000fd660000000000390*fe086c656674300000000005dc extsum=ok'
fault clear
fault icmp-error 11 0 mpls badext; fault icmp6-error 3 0 mpls badext
both 'badext' 'sum=ok .*extsum=bad' 'sum=ok .*extsum=bad'
fault clear
fault icmp-error 11 0 mpls nolength; fault icmp6-error 3 0 mpls nolength
both 'nolength' 'rest=00000000 quote=144' 'rest=00000000 quote=144'
fault clear
fault icmp-error 3 1 options; fault icmp6-error 1 3 hop-by-hop
both 'options, hop-by-hop' 'quote=96 ihl=6 hsum=ok .*id=mine' 'quote=120 next=0 .*id=mine'
fault clear
fault icmp-error 3 1 short; fault icmp6-error 1 3 short
both 'short' 'quote=28 .*id=mine' 'quote=48 .*id=mine'
fault clear
fault icmp-error 3 1 foreign; fault icmp6-error 1 3 foreign
both 'foreign' 'to=10.66.39.92 ' 'to=fd66:0:0:39::5c '
fault clear

# Path MTU.  What A has learned makes the second try fail at once, on A.
fault mtu 1300
check 'mtu' 'From 10.66.12.2 .*mtu = 1300' pings -c 1 -s 1400 -M do $S4
check 'mtu, IPv6' 'From fd66:0:0:12::2 .*mtu=1300' pings -c 1 -s 1400 -M do $S6
fault clear
fault mtu 600
check 'a small mtu' 'mtu = 600' pings -c 1 -s 1400 -M do $S4
check 'not for IPv6' ' 0% packet loss' pings -c 1 -s 1400 -M do $S6
fault clear
check 'forgotten' ' 0% packet loss' pings -c 1 -s 1400 -M do $S4
fault mtu-blackhole 1400
check 'mtu-blackhole' '1 packets transmitted, 0 received, 100%' pings -c 1 -s 1400 -M do $S4
check 'mtu-blackhole, IPv6' '1 packets transmitted, 0 received, 100%' pings -c 1 -s 1400 -M do $S6
check 'smaller ones pass' ' 0% packet loss' pings -c 1 -s 1300 -M do $S4
fault clear

# The LAN
fault redirect
check 'redirect' '10.66.0.254 5/1 sum=ok rest=0a420002' oneline 10.66.200.1
check 'redirect, IPv6' 'fe80::66:ff:fe00:fe 137/0 sum=ok' oneline fd66:0:0:200::1
fault clear
check 'redirect ends' '!Redirect| 0% packet loss' pings -c 1 10.66.200.1
fault arp-duplicate
check 'arp-duplicate' '02:66:00:00:00:02.*02:66:00:00:00:03|02:66:00:00:00:03.*02:66:00:00:00:02' on A $python -BSE -c '
import socket, struct
s = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(0x806)); s.bind(("eth0", 0)); s.settimeout(0.3)
me = s.getsockname()[4]
s.send(b"\xff" * 6 + me + b"\x08\x06\0\1\x08\0\6\4\0\1" + me + bytes([10, 66, 0, 1]) + bytes(6) + bytes([10, 66, 0, 2]))
seen = []
try:
    while True:
        f = s.recv(100)
        if f[20:22] == b"\0\2": seen.append(f[22:28].hex(":"))
except OSError: print(*seen)'
fault clear

# Services
check 'tcp closed' 'refused' tcp $S4 80
check 'udp closed' 'refused' udp $S4 7
fault tcp-open 80; fault udp-echo 7
for to in $S4 $S6; do
  check "tcp-open $to" 'got hello' tcp $to 80
  check "udp-echo $to" 'got hello' udp $to 7
done
fault filter tcp 80; fault filter udp 7
for to in $S4 $S6; do
  check "filter tcp $to" 'status 124' tcp $to 80
  check "filter udp $to" 'got$' udp $to 7
done
fault clear
check 'tcp closed again' 'refused' tcp $S6 80
check 'an unknown fault' 'status 2' status fault nosuch
check 'a bad argument' 'status 2' status fault loss much
check 'a healthy lab at the end' '100 received' pings -q -c 100 -i 0.002 $S4
check 'a healthy lab at the end, IPv6' '100 received' pings -q -c 100 -i 0.002 $S6

echo "$passed passed, $failed failed"
[ $failed = 0 ]
