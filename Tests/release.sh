#!/bin/bash
# Checks of the release binary that no unit test can make: release.sh BINARY
set -euo pipefail
binary=$1
fail() { echo "release: $*" >&2; exit 1; }

[[ $("$binary" --version) =~ ^swiftnet\ [0-9]+\.[0-9]+ ]] || fail "--version prints no version"

# Loading the Swift library or Foundation at start-up costs more than the rest of a short run, and the C++ library a
# sixth of it.
loaded=$(ldd "$binary")
! grep -E 'libswift|libFoundation|lib_Foundation|libstdc' <<<"$loaded" || fail "these libraries should be linked statically or not at all"

for shell in bash zsh fish; do
    script=$("$binary" --generate-completion-script $shell)
    [[ $script == *swiftnet* ]] || fail "no $shell completions"
    ! command -v $shell >/dev/null || $shell -n <<<"$script" || fail "$shell does not understand its completions"
done
echo "release: the binary is as it should be"
