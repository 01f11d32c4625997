#!/bin/bash
# Feeds broken input to the parsers and the ping engine: run.sh [SECONDS] [TARGET...]
# SECONDS (600) are for each target; without a TARGET, all of them take their turn. Ends with 1 where there is a finding.
set -euo pipefail
cd "$(dirname "$0")"

seconds=600
if [[ ${1:-} =~ ^[0-9]+$ ]]; then
    seconds=$1
    shift
fi

# The sanitizer is asked for on the command line, so that swiftnet's own modules are instrumented too.
options=(-c release -Xswiftc -sanitize=fuzzer -Xswiftc -use-ld=lld)
nice -n 19 swift build --quiet "${options[@]}"
binary=$(swift build "${options[@]}" --show-bin-path)/Fuzz
# The Swift runtime's own crash handler would hide crashes from libFuzzer.
export SWIFT_BACKTRACE=enable=no

known=$(FUZZ_TARGET='' "$binary" || true)
targets=("$@")
(($#)) || mapfile -t targets <<<"$known"
for target in "${targets[@]}"; do
    grep -qxF -e "$target" <<<"$known" || { echo "no target $target; there are:" $known >&2; exit 2; }
done

# A line about a finished run: what libFuzzer's log says of executions and covered edges.
report() {
    local target=$1 log=$2 executions edges total
    executions=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
    edges=$(grep -oE 'cov: [0-9]+' "$log" | tail -n 1 | cut -d ' ' -f 2) || true
    total=$(sed -n 's/^INFO: Loaded 1 PC tables (\([0-9]*\) PCs).*/\1/p' "$log")
    printf '%-16s %12s executions  %6s of %s edges  %5s inputs kept\n' \
        "$target" "${executions:-?}" "${edges:-?}" "${total:-?}" "$(find "Findings/Corpus/$target" -type f | wc -l)"
}

status=0
for target in "${targets[@]}"; do
    log=Findings/$target.log
    mkdir -p "Findings/Corpus/$target" "Corpus/$target"
    # The first folder takes new inputs, and seeds that do not belong in the project.
    FUZZ_TARGET=$target nice -n 19 "$binary" "Findings/Corpus/$target" "Corpus/$target" \
        -max_total_time="$seconds" -max_len=2048 -timeout=120 -rss_limit_mb=1024 -print_final_stats=1 \
        -artifact_prefix="Findings/$target-" >"$log" 2>&1 || {
        status=1
        echo "$target: a finding; see Fuzz/$log, and repeat it with FUZZ_TARGET=$target $binary FILE" >&2
        grep -aE -A 3 'Fatal error|ERROR: libFuzzer|Test unit written' "$log" >&2 || true
    }
    report "$target" "$log"
done
exit $status
