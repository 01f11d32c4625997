#!/bin/bash
# A walk through swiftnet in a private network that is gone when the walk ends. Everything runs on host A:
#
#   A 10.66.0.1 -- LAN -- R1 10.66.0.254 ---- R2 ---- R3 ---- S 10.66.39.9
#   B 10.66.0.2 --'                                           fd66:0:0:39::9
#
# A line `fault ...` breaks something on the way, as Tests/Lab/README.md tells. A command that ends with another exit
# status than it should fails the demo.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
if [[ ${1-} != inside ]]; then
    status=0
    "$root/Tests/Lab/lab.sh" run "$root/Demo/demo.sh" inside || status=$?
    [[ $status != 77 ]] || { echo "demo: namespaces can't be had here, so there is nothing to show" >&2; exit 77; }
    exit $status
fi
export PATH=$root/.build/release:$PATH

bold='' plain=''
if [[ -t 1 && ! ${NO_COLOR-} ]]; then bold=$'\e[1m' plain=$'\e[0m'; fi
surprises=0

# Captures go here.
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

say() { printf '\n%s\n' "$1"; }

# break_it FAULT...: breaks something, and shows that it does.
break_it() {
    printf '%s$ fault %s%s\n' "$bold" "$*" "$plain"
    fault "$@"
}

# run STATUS COMMAND: runs a command that should end with this exit status.
run() {
    local status=0
    printf '%s$ %s%s\n' "$bold" "$2" "$plain"
    timeout 10 on A bash -o pipefail -c "$2" </dev/null || status=$?
    [[ $status == "$1" ]] && return
    echo "demo: this should have ended with exit status $1, not $status" >&2
    surprises=$((surprises + 1))
}

sed -n '2,5s/^# \{0,1\}//p' "$0"

say "A neighbour on the same LAN. The round trip is the kernel's, from sent to received."
run 0 'swiftnet ping -c 3 -i 0.2 10.66.0.2'

say "A host three routers away: ttl is 61 now, one less for each router."
run 0 'swiftnet ping -c 3 -i 0.2 10.66.39.9'

say "The same host over IPv6."
run 0 'swiftnet ping -c 3 -i 0.2 fd66:0:0:39::9'

say "Many targets at once, of both families: who is there? One is not, and so the exit status is 1."
run 1 'swiftnet ping -i 0.3 -W 0.3 10.66.0.1-4 10.66.12.2 10.66.39.9 fd66:0:0:39::9'

say "For scripts: an object for each event. Numbers are numbers, times are in nanoseconds."
run 0 "swiftnet ping -c 3 -i 0.2 --json 10.66.39.9 | jq -c 'select(.type == \"reply\") | {sequence, ttl, rtt_ns, clock}'"

say "No route leads to this address: a router says so, and its words are shown. The exit status is 1."
run 1 'swiftnet ping -c 2 -i 0.2 10.99.0.1'

say "Which way do packets take? All hops are asked at once, by probes of one flow."
run 0 'swiftnet traceroute s.lab'
run 0 'swiftnet traceroute -n -T -4 s.lab'

say "The same round after round: what is lost on the way, and how long it takes to each hop."
run 0 'swiftnet traceroute -n -4 --report -c 10 --interval 0.1 s.lab'

say "How does that come about? The packets of the first hops, field by field."
run 0 'swiftnet traceroute -n -4 --explain s.lab | head -40'

say "Another such word of a router is type 3 code 1. What does it mean, and what usually causes it?"
run 0 'swiftnet codes icmp 3 1'

say "A TCP port, asked with a SYN: first nobody listens there, then somebody does."
run 0 'swiftnet ping -c 1 --tcp 80 10.66.39.9'
break_it tcp-open 80
run 0 'swiftnet ping -c 1 --tcp 80 10.66.39.9'

say "A link on the way takes 1400 bytes at the most. What is the longest packet that gets through?"
break_it mtu 1400
run 0 'swiftnet ping --pmtu 10.66.39.9'
run 0 'swiftnet traceroute -n --mtu 10.66.39.9'
fault clear

say "Every fourth probe is lost on the way: -O tells of each when its time is up."
break_it loss-every 4
run 0 'swiftnet ping -O -c 8 -i 0.1 -W 0.25 10.66.39.9'
fault clear

say "200 probes, 10 ms apart, and how their round trips are spread."
run 0 'swiftnet ping -q -c 200 -i 10ms --histogram 10.66.39.9'

say "Packets as they pass A's interface, while it pings: both families, and which way they go."
run 0 '{ sleep 0.3; swiftnet ping -q -c 1 10.66.0.2; swiftnet ping -q -c 1 fd66::2; } >/dev/null &
  swiftnet capture -i eth0 -c 4 "icmp[0] = 0 or icmp[0] = 8 or icmp6[0] = 128 or icmp6[0] = 129"'

say "A name server three routers away is asked. What it says looks as it does in dig."
on S python3 "$root/Tests/Lab/dns.py" 53 & server=$!
sleep 0.5
run 0 'swiftnet dig @10.66.39.9 www.163.com'
say "The same for scripts; and a name that is not there, which the exit status tells."
run 0 'swiftnet dig @fd66:0:0:39::9 www.163.com --json | jq -c "{QNAME, RCODEname, rtt_ns, answer: .answerRRs[0].rdataA}"'
run 1 'swiftnet dig @10.66.39.9 missing.163.com +noall +comments'
{ kill -9 $server; wait $server; } 2>/dev/null || true

say "A whole hierarchy of signed zones. A name is followed from the root, through three aliases, and all servers are asked."
on A python3 "$root/Tests/Lab/zones.py" >/dev/null & server=$!
sleep 1
cp "$root"/Tests/Lab/zones/root.{hints,ds} .
run 0 'swiftnet dig +trace +tree --root-hints root.hints www.163.com'
say "With --cache, what is known of zones serves the next names: look who is asked for the second one."
run 0 'swiftnet dig +trace +one --root-hints root.hints www.163.com 163.com mx +one --cache | grep -E "bytes|END"'
say "Is it true? Every signature is checked, from the root's key down."
run 0 'swiftnet dig +trace +validate --root-hints root.hints --trust-anchor root.ds www.163.com | grep -E "TRUST|VERDICT"'
say "Here somebody has changed an address. The exit status says so too."
run 3 'swiftnet dig +trace +validate +short --root-hints root.hints --trust-anchor root.ds bogus.com'
say "And two zones whose servers can't be found, because each needs the other's address."
run 2 'swiftnet dig +trace +one --root-hints root.hints cyc1.com | grep -E "WARNING|END"'
{ kill -9 $server; wait $server; } 2>/dev/null || true

say "What is a subnet? No packet is needed to tell: hosts and bits, and which RFC says what kind of addresses they are."
run 0 'swiftnet cidr 10.100.122.2/24'
say "Does A ask for S itself, or for its gateway? The bits tell; and the exit status, which is 1."
run 1 'swiftnet cidr same 10.66.0.1/24 10.66.39.9'

say "Who is on A's link? All are asked, by ARP and by a call to all hosts of IPv6; vendors are told where there are any."
run 0 'swiftnet arp scan'
say "Is an address free? And what is said when two hosts have one? (B and C are given the same address.)"
run 0 'swiftnet arp -D -c 1 -W 0.2 10.66.0.99'
for host in B C; do on $host ip address add 10.66.0.50/24 dev eth0; done
run 0 'swiftnet arp -c 1 10.66.0.50'
for host in B C; do on $host ip address del 10.66.0.50/24 dev eth0; done

say "What is this machine? Its interfaces and addresses, and which kind they are."
run 0 'swiftnet addr eth0'
say "The same question as before, asked of the kernel: link or gateway, and which entry, rule and neighbour decide it."
run 0 'swiftnet route get 10.66.39.9'

# Neighbours are forgotten, so that they are asked for again.
fault clear
say "The story of one ping. The target is not in A's subnet: look whose MAC address the frame carries."
run 0 'swiftnet ping --explain -c 1 10.66.39.9'

say "A recording: two hosts that answer, one of them over IPv6, and one that a router says is out of reach."
run 0 'swiftnet ping -e 66 -c 1 --write ping.pcapng 10.66.39.9 fd66:0:0:39::9 10.99.0.1 >/dev/null; [[ $? == 1 ]]'

say "What is in it, a line a packet. -# numbers the packets, -ttttt counts time from the first."
run 0 'swiftnet decode -# -ttttt ping.pcapng'

say "The first answer with all its fields, under the names that Wireshark gives them."
run 0 "swiftnet decode -v -c 1 --where 'icmp.type == 0' ping.pcapng"

say "The router's word for scripts. The path of a value is the name of its field; ip#2 is the packet that is quoted."
run 0 "swiftnet decode --json --where 'icmp.type == 3' ping.pcapng | head -1 | jq -c '{ip: .ip.src, icmp: .icmp.type, quoted: .\"ip#2\".dst}'"

say "Or as a table of chosen fields, of what came over IPv4."
run 0 "swiftnet decode --header --fields frame.number,ip.src,ip.ttl,icmp.type --where 'ip.dst == 10.66.0.1' ping.pcapng"

say "A packet that somebody pasted, from whatever program: a name server is asked."
run 0 "swiftnet decode <<<'45 00 00 39 1c 46 40 00 40 11 e2 e0 0a 42 00 01 0a 42 27 09 b1 e6 00 35 00 25 49 44
    db 42 01 00 00 01 00 00 00 00 00 00 07 65 78 61 6d 70 6c 65 03 6f 72 67 00 00 1c 00 01'"

printf '\n'
if ((surprises)); then echo "demo: not as expected: $surprises" >&2; exit 1; fi
echo "That was swiftnet. The network it ran in is gone; 'man man/swiftnet-ping.1 man/swiftnet-dig.1' tells more."
