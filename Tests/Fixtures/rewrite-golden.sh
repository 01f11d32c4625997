#!/bin/bash
# Writes beside each capture in golden/ what `swiftnet decode` says of it: the line (.txt), the tree (.tree), the JSON;
# and beside told.pcapng, which tells more than packets, what goes to standard error (.err).
#
# usage: rewrite-golden.sh BINARY            makes the captures and the files anew; look at the difference
#        rewrite-golden.sh BINARY --check    fails where a file is not what it says now, and shows where
set -euo pipefail
export TZ=UTC LC_ALL=C
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
binary=$(realpath "$1")
golden=$here/golden
folder=$golden
if [[ ${2:-} == --check ]]; then
    folder=$(mktemp -d)
    trap 'rm -r "$folder"' EXIT
else
    rm -f "$golden"/*
    python3 -B "$here/captures.py" "$golden"
fi
cd "$golden"
for capture in *.pcap; do
    name=$folder/${capture%.pcap}
    "$binary" decode "$capture" >"$name.txt"
    "$binary" decode -v "$capture" >"$name.tree"
    "$binary" decode --json "$capture" >"$name.json"
done
"$binary" decode -v told.pcapng >"$folder/told.tree" 2>"$folder/told.err" && exit 1
"$binary" decode told.pcapng >"$folder/told.txt" 2>"$folder/told.err" && exit 1
"$binary" decode --json told.pcapng >"$folder/told.json" 2>"$folder/told.err" && exit 1
[[ $folder != "$golden" ]] || exit 0
# The same packets from pcapng, in either order of bytes.
cmp <("$binary" decode -v all.pcapng) <("$binary" decode -v all-big-endian.pcapng)
diff -r --exclude='*.pcap' --exclude='*.pcapng' "$golden" "$folder" | head -60
