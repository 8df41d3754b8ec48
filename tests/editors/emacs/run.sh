#!/bin/bash
# The configuration of editors/emacs/README.md against the real server, in a batch Emacs: Eglot, and lsp-mode where it can be had.
#   WHOSAYS_BIN   the server; default target/release/whosays
#   CI=true       an editor that cannot be had is a failure
set -u
here=$(cd "$(dirname "$0")" && pwd)
repository=$(cd "$here/../../.." && pwd)
WHOSAYS_BIN=${WHOSAYS_BIN:-$repository/target/release/whosays}
if [ ! -x "$WHOSAYS_BIN" ]; then echo "no server at $WHOSAYS_BIN: cargo build --release, or set WHOSAYS_BIN" >&2; exit 2; fi
failures=0
missing() {
  echo "SKIPPED: $1" >&2
  if [ "${CI:-}" = true ]; then failures=$((failures + 1)); fi
}
elpa=/usr/share/emacs/site-lisp/elpa-src
builtin_eglot() { emacs -Q --batch --eval "(kill-emacs (if (locate-library \"eglot\") 0 1))" >/dev/null 2>&1; }
if ! command -v emacs >/dev/null || ! { builtin_eglot || ls -d $elpa/eglot-* >/dev/null 2>&1; }; then
  if command -v apt-get >/dev/null; then
    sudo=; if [ "$(id -u)" != 0 ]; then sudo="sudo -n"; fi
    { $sudo apt-get update && timeout 900 nice $sudo apt-get install -y --no-install-recommends emacs-nox elpa-eglot; } >/dev/null 2>&1
    timeout 600 nice $sudo apt-get install -y --no-install-recommends elpa-lsp-mode >/dev/null 2>&1
  fi
fi

# stage CLIENT: with the distribution's packages on the load path (-Q leaves them out).
stage() {
  echo "== $1"
  (
    home=$(mktemp -d)
    trap 'rm -rf "$home"' EXIT
    mkdir -p "$home/bin" "$home/home"
    ln -s "$(cd "$(dirname "$WHOSAYS_BIN")" && pwd)/$(basename "$WHOSAYS_BIN")" "$home/bin/whosays"
    cp -r "$here/../workspace" "$home/archive"
    mkdir "$home/archive/.git"
    export HOME=$home/home XDG_CACHE_HOME=$home/cache WORKSPACE=$home/archive CLIENT=$1 README=$repository/editors/emacs/README.md PATH=$home/bin:$PATH
    paths=()
    for folder in "$elpa"/*/; do if [ -d "$folder" ]; then paths+=(-L "$folder"); fi; done
    timeout 150 emacs -Q --batch "${paths[@]}" -l "$here/e2e.el" </dev/null
  ) || failures=$((failures + 1))
}
if command -v emacs >/dev/null && { builtin_eglot || ls -d $elpa/eglot-* >/dev/null 2>&1; }; then stage eglot; else missing "Emacs with Eglot could not be installed"; fi
if command -v emacs >/dev/null && ls -d $elpa/lsp-mode-* >/dev/null 2>&1; then stage lsp-mode; else echo "SKIPPED: lsp-mode is not installed (apt: elpa-lsp-mode)" >&2; fi
if [ $failures = 0 ]; then echo "Emacs: all good"; else echo "Emacs: $failures stage(s) failed"; fi
[ $failures = 0 ]
