#!/bin/bash
# Measures swiftnet beside its peers, in turn and in one run, in private networks: medians and their ratio.
# usage: run.sh [ROUNDS] [ROW...]    rows: those of ping.py, arp.py, traceroute.py, dig.py, decode.py, cidr.py and capture.py, by name; all without one
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
export SWIFTNET=${SWIFTNET:-$here/../.build/release/swiftnet} PYTHONDONTWRITEBYTECODE=1
[ -x "$SWIFTNET" ] || { echo "run.sh: no $SWIFTNET: make build" >&2; exit 2; }
status=0
"$here/../Tests/Lab/lab.sh" run python3 "$here/ping.py" "$@" || status=$?
"$here/../Tests/Lab/lab.sh" run python3 "$here/arp.py" "$@" || status=$?
python3 "$here/traceroute.py" "$@" || status=$?
unshare --user --map-root-user --net sh -c 'ip link set lo up; exec python3 "$@"' - "$here/dig.py" "$@" || status=$?
python3 "$here/decode.py" "$@" || status=$?
python3 "$here/cidr.py" "$@" || status=$?
python3 "$here/capture.py" "$@" || status=$?
exit $status
