#!/usr/bin/env bash
# run.sh [vscode|neovim|emacs ...]: tests whosays in real editors; without a name, in every one that has tests here.
# Needs `cargo build --release` to work, and the network on the first run (the editors are kept in $WHOSAYS_TEST_CACHE,
# default ~/.cache/whosays-tests). An editor that cannot be had is skipped with a loud line; with CI=true it is a failure.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")" || exit 2
[ $# -gt 0 ] || set -- $(for script in */run.sh; do dirname "$script"; done)

failed=
for name in "$@"; do
  if [ ! -x "$name/run.sh" ]; then
    echo "run.sh: no tests for an editor called $name" >&2
    exit 2
  fi
  echo "=== $name"
  start=$SECONDS
  "$name/run.sh" || failed="$failed $name"
  echo "=== $name: $((SECONDS - start)) s"
done
[ -z "$failed" ] || { echo "FAILED:$failed" >&2; exit 1; }
