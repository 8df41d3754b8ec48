#!/usr/bin/env bash
# Everything that must hold, on a Debian-like machine with Rust and Node: formatting, lints, tests, documentation, the release
# binary, the package, the grammar, and the editors themselves. Goes through all steps and names those that failed.
#
#   tests/run.sh            everything
#   tests/run.sh STEP..     these steps: format lint test release package examples syntaxes editors
#
# Under CI=true nothing may be left out: a missing tool or editor is a failure.
set -u
cd "$(dirname "$0")/.." || exit 1

steps=("$@")
[ ${#steps[@]} -eq 0 ] && steps=(format lint test release package examples syntaxes editors)

passed=() failed=() skipped=()
started=$SECONDS

step() { # name, command..
    local name=$1 from=$SECONDS
    shift
    printf '\n== %s: %s\n' "$name" "$*"
    if "$@"; then
        passed+=("$name ($((SECONDS - from)) s)")
    else
        failed+=("$name")
        printf '== %s FAILED\n' "$name"
    fi
}

skip() { # name, reason
    if [ -n "${CI:-}" ]; then
        failed+=("$1 (not run: $2)")
    else
        skipped+=("$1 ($2)")
    fi
}

run_tests() {
    # cargo test runs documentation examples too; nextest does not.
    if cargo nextest --version >/dev/null 2>&1; then
        cargo nextest run --locked --no-fail-fast && cargo test --locked --doc
    else
        cargo test --locked --no-fail-fast
    fi
}

check_examples() {
    # 1 is what the examples are there for: findings. 2 would be a failure to read them.
    target/release/whosays check examples
    [ $? -eq 1 ]
}

check_package() {
    # The dry run builds what would be published from the packaged files alone. Changes that are not committed yet are no
    # reason to stop here; with no registry in reach, packing and building still say most of it.
    cargo publish --dry-run --locked --allow-dirty || {
        echo "-- no registry in reach? packing without one"
        cargo package --locked --allow-dirty --offline
    }
}

for name in "${steps[@]}"; do
    case $name in
    format) step format cargo fmt --all --check ;;
    lint) step lint cargo clippy --locked --all-targets -- -D warnings ;;
    test) step test run_tests ;;
    release) step release cargo build --locked --release ;;
    package) step package check_package ;;
    examples)
        [ -x target/release/whosays ] || cargo build --locked --release
        step examples check_examples
        ;;
    syntaxes)
        if [ -x syntaxes/run.sh ]; then
            step syntaxes syntaxes/run.sh
        elif [ -x tests/syntaxes/run.sh ]; then
            step syntaxes tests/syntaxes/run.sh
        else
            skip syntaxes "there is no grammar"
        fi
        ;;
    editors)
        if [ -x tests/editors/run.sh ]; then
            step editors tests/editors/run.sh
        else
            skip editors "there is no tests/editors/run.sh"
        fi
        ;;
    *)
        echo "tests/run.sh: there is no step $name" >&2
        exit 2
        ;;
    esac
done

printf '\n== summary, after %d s\n' "$((SECONDS - started))"
for line in ${passed[@]+"${passed[@]}"}; do echo "  ok       $line"; done
for line in ${skipped[@]+"${skipped[@]}"}; do echo "  skipped  $line"; done
for line in ${failed[@]+"${failed[@]}"}; do echo "  FAILED   $line"; done
[ ${#failed[@]} -eq 0 ]
