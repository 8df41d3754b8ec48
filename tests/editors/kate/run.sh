#!/bin/bash
# Kate without a screen: that the settings of editors/kate start the server for an article, and that its findings arrive.
#   WHOSAYS_BIN   the server; default target/release/whosays
#   CI=true       a Kate that cannot be had is a failure
set -u
here=$(cd "$(dirname "$0")" && pwd)
repository=$(cd "$here/../../.." && pwd)
WHOSAYS_BIN=${WHOSAYS_BIN:-$repository/target/release/whosays}
if [ ! -x "$WHOSAYS_BIN" ]; then echo "no server at $WHOSAYS_BIN: cargo build --release, or set WHOSAYS_BIN" >&2; exit 2; fi
if ! command -v kate >/dev/null && command -v apt-get >/dev/null; then
  sudo=; if [ "$(id -u)" != 0 ]; then sudo="sudo -n"; fi
  { $sudo apt-get update && timeout 600 nice $sudo apt-get install -y --no-install-recommends kate; } >/dev/null 2>&1
fi
if ! command -v kate >/dev/null; then
  echo "SKIPPED: Kate could not be installed" >&2
  [ "${CI:-}" = true ] && exit 1
  exit 0
fi

home=$(mktemp -d)
kate=
trap '[ -z "$kate" ] || kill "$kate" 2>/dev/null; rm -rf "$home"' EXIT
mkdir -p "$home/bin" "$home/config/kate/lspclient" "$home/run"
chmod 700 "$home/run"
cp -r "$here/../workspace" "$home/archive"
mkdir "$home/archive/.git"
cp "$repository/editors/kate/settings.json" "$home/config/kate/lspclient/settings.json"
# What is said is kept, to be looked at.
cat > "$home/bin/whosays" <<END
#!/bin/bash
echo "\$*" > "$home/arguments"
tee "$home/said" | "$WHOSAYS_BIN" "\$@" | tee "$home/answered"
END
chmod +x "$home/bin/whosays"
# A person turns the plugin on and says yes once; this is how Kate remembers it.
printf '[Kate Plugins]\nlspclientplugin=true\n[General]\nStartup Session=new\n[lspclient]\nAllowedServerCommandLines=%s\n' \
  "$home/bin/whosays lsp,whosays lsp" > "$home/config/katerc"
HOME=$home XDG_CONFIG_HOME=$home/config XDG_DATA_HOME=$home/data XDG_CACHE_HOME=$home/cache XDG_RUNTIME_DIR=$home/run PATH=$home/bin:$PATH \
  QT_QPA_PLATFORM=offscreen kate -n "$home/archive/council.txt" >"$home/messages" 2>&1 &
kate=$!

failures=0
# see FILE PATTERN NAME: waits until a conversation holds what it should.
see() {
  for _ in $(seq $((${WHOSAYS_TEST_PATIENCE:-20000} / 100))); do
    if grep -qaE -- "$2" "$home/$1" 2>/dev/null; then echo "ok   $3"; return; fi
    sleep 0.1
  done
  echo "FAIL $3"; failures=$((failures + 1)); tail -n 3 "$home/messages"
}
see arguments '^lsp$' "Kate starts the server for a text file"
see said '"rootUri": *"file://.*/archive/?"' "in the folder of .git"
see said '"method": *"textDocument/didOpen"' "and opens the article"
see answered '"unsourced-figure"' "whose findings arrive"
kill "$kate" 2>/dev/null
wait "$kate" 2>/dev/null
kate=
# The server must not outlive its editor.
for _ in $(seq 100); do pgrep -f "$home/bin/whosays" >/dev/null || break; sleep 0.1; done
if pgrep -f "$home/bin/whosays" >/dev/null; then echo "FAIL the server is still there"; failures=$((failures + 1)); else echo "ok   the server goes with Kate"; fi
[ $failures = 0 ] && echo "Kate: all good"
[ $failures = 0 ]
