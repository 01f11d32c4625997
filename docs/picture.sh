#!/bin/bash
# Draws docs/ping.svg and docs/decode.svg from what swiftnet prints in the lab: make build, then docs/picture.sh
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=${here%/*}
if [[ ${1-} != inside ]]; then
    for scene in ${*:-ping decode}; do
        "$root/Tests/Lab/lab.sh" run "$here/picture.sh" inside "$scene" >"$here/$scene.txt"
        python3 "$here/terminal.py" "swiftnet $scene" <"$here/$scene.txt" >"$here/$scene.svg"
        rm "$here/$scene.txt"
    done
    exit
fi
export PATH=$root/.build/release:$PATH
show() { printf '$ %s\n' "$*"; on A "$@" || true; }
# color COMMAND: shows what it prints on a terminal.
color() { printf '$ %s\n' "$1"; eval "on A $1 --color always"; }

case $2 in
ping)
    # The way to the far host fails for a while, silently first, then with a router's word.
    on A swiftnet ping -q -c 1 s.lab >/dev/null
    show swiftnet ping -O -c 7 -i 0.5 -W 0.4 10.66.39.9 &
    sleep 1.25; fault blackhole
    sleep 0.5; fault clear; fault unreach admin-prohibited
    sleep 0.5; fault clear
    wait
    printf '\n'
    show swiftnet ping 10.66.0.1-3 r1.lab 10.99.0.1 s.lab fd66:0:0:39::9 2>&1;;
decode)
    # A page is fetched, a host asked for that no route leads to, and a name server that is not there.
    folder=$(mktemp -d)
    trap 'rm -rf "$folder"' EXIT
    cd "$folder"
    mkdir site
    printf 'The lab.\n' >site/index.html
    on S python3 -m http.server --bind 10.66.39.9 --directory site 80 >/dev/null 2>&1 &
    server=$!
    on A dumpcap -q -i eth0 -w lab.pcapng -f 'not ip6 or icmp6[0] == 128 or icmp6[0] == 129' >/dev/null 2>&1 &
    recorder=$!
    sleep 1.5
    on A swiftnet ping -q -c 1 10.99.0.1 >/dev/null || true
    on A swiftnet ping -q -c 1 fd66:0:0:39::9 >/dev/null
    on A python3 -c "import socket; socket.socket(type=socket.SOCK_DGRAM).sendto(
        b'\xdb\x42\1\0\0\1\0\0\0\0\0\0\7example\3org\0\0\x1c\0\1', ('10.66.39.9', 53))"
    on A curl -s http://10.66.39.9/ >/dev/null
    sleep 1
    kill "$recorder" "$server" || true
    wait || true
    color "swiftnet decode -ttttt --where '!tcp' lab.pcapng"
    printf '\n'
    color "swiftnet decode --fields ip.src,tcp.dstport,http.request.uri,http.response.code --where http lab.pcapng"
    printf '\n'
    color "swiftnet decode -v --range 3 lab.pcapng";;
esac
