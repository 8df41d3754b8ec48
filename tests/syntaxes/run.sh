#!/bin/sh
# The tests of the TextMate grammar. Installs the test tool once (npm, 4 MB) and takes about 15 seconds.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../../syntaxes"
if ! command -v npm >/dev/null 2>&1; then
  echo "SKIPPED: the grammar tests need node and npm" >&2
  [ "${CI:-}" = true ] && exit 1
  exit 0
fi
[ -d node_modules/vscode-tmgrammar-test ] || timeout 300 npm ci --no-audit --no-fund --ignore-scripts
timeout 300 npm test
