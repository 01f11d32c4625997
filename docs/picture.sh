#!/bin/bash
# Draws docs/ping.svg from what swiftnet prints in the lab: make build, then docs/picture.sh
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=${here%/*}
if [[ ${1-} != inside ]]; then
    "$root/Tests/Lab/lab.sh" run "$here/picture.sh" inside >"$here/ping.txt"
    python3 "$here/terminal.py" "swiftnet ping" <"$here/ping.txt" >"$here/ping.svg"
    rm "$here/ping.txt"
    exit
fi
export PATH=$root/.build/release:$PATH
show() { printf '$ %s\n' "$*"; on A "$@" || true; }

# The way to the far host fails for a while, silently first, then with a router's word.
on A swiftnet ping -q -c 1 s.lab >/dev/null
show swiftnet ping -O -c 7 -i 0.5 -W 0.4 10.66.39.9 &
sleep 1.25; fault blackhole
sleep 0.5; fault clear; fault unreach admin-prohibited
sleep 0.5; fault clear
wait
printf '\n'
show swiftnet ping 10.66.0.1-3 r1.lab 10.99.0.1 s.lab fd66:0:0:39::9 2>&1
