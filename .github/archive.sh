#!/usr/bin/env bash
# archive.sh [TARGET]: builds the program for a platform (default: this one) and packs it with its licences, manual pages and
# completions into dist/whosays-VERSION-TARGET.tar.gz, or .zip for Windows. Also works on a desk:
#   WHOSAYS_SERVER=file   pack this program instead of building one
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
here=$(rustc -vV | sed -n 's/^host: //p')
target=${1:-$here}
version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -1)
exe=; [[ $target == *windows* ]] && exe=.exe

program=${WHOSAYS_SERVER:-}
if [ -z "$program" ]; then
  cargo build --release --locked --bin whosays --target "$target"
  program=target/$target/release/whosays$exe
fi

out=${WHOSAYS_DIST:-dist}
name=whosays-$version-$target
rm -rf "${out:?}/$name"
mkdir -p "$out/$name/man" "$out/$name/completions"
cp "$program" "$out/$name/whosays$exe"
cp README.md CHANGELOG.md LICENSE-MIT LICENSE-APACHE "$out/$name"
cp -r editors/neovim "$out/$name/neovim"

# The pages come out of the program itself: of this one where it runs here, else of one built for this machine.
teller=$out/$name/whosays$exe
"$teller" --version > /dev/null 2>&1 || { cargo build --release --locked --bin whosays && teller=target/release/whosays$exe; }
"$teller" man --out "$out/$name/man"
for shell in bash zsh fish elvish powershell; do "$teller" completions "$shell" > "$out/$name/completions/whosays.$shell"; done
# Where cargo-deb looks for them.
rm -rf target/deb && mkdir -p target/deb && cp -r "$out/$name/man" "$out/$name/completions" target/deb

if [ -n "$exe" ]; then
  (cd "$out" && 7z a -bso0 "$name.zip" "$name")
else
  tar -C "$out" --owner=0 --group=0 --numeric-owner --sort=name --mtime="@${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || date +%s)}" -czf "$out/$name.tar.gz" "$name" 2>/dev/null ||
    tar -C "$out" -czf "$out/$name.tar.gz" "$name" # a tar that is not GNU's
fi
rm -rf "${out:?}/$name"
ls "$out" | grep -F "$name"
