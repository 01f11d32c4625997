#!/bin/bash
# Measures swiftnet beside its peers, in turn and in one run, in a private lab: medians and their ratio.
# usage: run.sh [ROUNDS] [ROW...]    rows: those of ping.py's table, by name; all without one
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
export SWIFTNET=${SWIFTNET:-$here/../.build/release/swiftnet}
[ -x "$SWIFTNET" ] || { echo "run.sh: no $SWIFTNET: make build" >&2; exit 2; }
exec "$here/../Tests/Lab/lab.sh" run python3 "$here/ping.py" "$@"
