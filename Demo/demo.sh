#!/bin/bash
# A walk through swiftnet in a private network that is gone when the walk ends. Everything runs on host A:
#
#   A 10.66.0.1 -- LAN -- R1 10.66.0.254 ---- R2 ---- R3 ---- S 10.66.39.9
#   B 10.66.0.2 --'                                           fd66:0:0:39::9
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
if [[ ${1-} != inside ]]; then
    status=0
    "$root/Tests/Lab/lab.sh" run on A "$root/Demo/demo.sh" inside || status=$?
    [[ $status != 77 ]] || { echo "demo: namespaces can't be had here, so there is nothing to show" >&2; exit 77; }
    exit $status
fi
export PATH=$root/.build/release:$PATH

bold='' plain=''
if [[ -t 1 && ! ${NO_COLOR-} ]]; then bold=$'\e[1m' plain=$'\e[0m'; fi
surprises=0

# step STATUS SENTENCE COMMAND: runs a command that should end with this exit status.
step() {
    local status=0
    printf '\n%s\n%s$ %s%s\n' "$2" "$bold" "$3" "$plain"
    timeout 8 bash -o pipefail -c "$3" </dev/null || status=$?
    [[ $status == "$1" ]] && return
    echo "demo: this should have ended with exit status $1, not $status" >&2
    surprises=$((surprises + 1))
}

sed -n '2,5s/^# \{0,1\}//p' "$0"

step 0 "A neighbour on the same LAN. The round trip is the kernel's, from sent to received." \
    'swiftnet ping -c 3 -i 0.2 10.66.0.2'
step 0 "A host three routers away: ttl is 61 now, one less for each router." \
    'swiftnet ping -c 3 -i 0.2 10.66.39.9'
step 0 "The same host over IPv6." \
    'swiftnet ping -c 3 -i 0.2 fd66:0:0:39::9'
step 0 "Many targets of both families at once, a line for each." \
    'swiftnet ping -c 3 -i 0.2 10.66.0.2 10.66.0.254 10.66.12.2 10.66.39.9 fd66:0:0:39::9'
step 0 "For scripts: an object for each event. Numbers are numbers, times are in nanoseconds." \
    "swiftnet ping -c 3 -i 0.2 --json 10.66.39.9 | jq -c 'select(.type == \"reply\") | {sequence, ttl, rtt_ns, clock}'"
step 0 "The story of one ping. The target is not in A's subnet: look whose MAC address the frame carries." \
    'swiftnet ping --explain -c 1 10.66.39.9'
step 1 "No route leads to this address: look which router says so, and that the exit status is 1." \
    'swiftnet ping -c 2 -i 0.2 -W 1 10.99.0.1'
step 0 "200 probes, 10 ms apart, and how their round trips are spread." \
    'swiftnet ping -q -c 200 -i 0.01 --histogram 10.66.39.9'

printf '\n'
if ((surprises)); then echo "demo: not as expected: $surprises" >&2; exit 1; fi
echo "That was swiftnet. The network it ran in is gone; 'man man/swiftnet.1' tells the rest."
