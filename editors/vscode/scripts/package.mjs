// npm run package: makes whosays-<platform>.vsix, which carries the server for one platform.
//   WHOSAYS_SERVER=file   put this binary in instead of the one cargo builds (a cross-compiled one, say)
//   WHOSAYS_TARGET=name   the platform that binary is for (win32-x64, darwin-arm64, ...); default: this one. `universal` makes a
//                         package without a server, for all other platforms: it starts the one on PATH

import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';

const here = path.resolve(import.meta.dirname, '..');
const root = path.resolve(here, '../..');
const target = process.env.WHOSAYS_TARGET ?? thisPlatform();

rmSync(path.join(here, 'server'), { recursive: true, force: true });
if (target !== 'universal') bundleServer();
copy(path.join(root, 'syntaxes/news.tmLanguage.json'), 'syntaxes/news.tmLanguage.json');
copy(path.join(root, 'LICENSE-MIT'), 'LICENSE-MIT');
copy(path.join(root, 'LICENSE-APACHE'), 'LICENSE-APACHE');

run('npm', ['run', '--silent', 'check'], here);
run('npm', ['run', '--silent', 'bundle'], here);
// --no-dependencies: everything is in the bundle. The licence is two files, which vsce does not look for.
const platform = target === 'universal' ? [] : ['--target', target];
run('npx', ['--no-install', 'vsce', 'package', ...platform, '--no-dependencies', '--skip-license', '--allow-missing-repository',
  '--no-rewrite-relative-links', '--out', `whosays-${target}.vsix`], here);

function bundleServer() {
  const exe = target.startsWith('win32') ? '.exe' : '';
  let server = process.env.WHOSAYS_SERVER;
  if (!server) {
    // Cargo knows better than a comparison of times whether the binary is missing or stale, and does nothing when it is neither.
    run('cargo', ['build', '--release', '--locked', '--bin', 'whosays'], root);
    server = path.join(root, 'target/release', `whosays${exe}`);
  }
  copy(server, `server/whosays${exe}`);
  chmodSync(path.join(here, `server/whosays${exe}`), 0o755);
}

function thisPlatform() {
  const arch = process.arch === 'arm' ? 'armhf' : process.arch;
  const musl = process.platform === 'linux' && !process.report.getReport().header.glibcVersionRuntime;
  return musl ? `alpine-${arch}` : `${process.platform}-${arch}`;
}

function copy(from, to) {
  mkdirSync(path.join(here, path.dirname(to)), { recursive: true });
  copyFileSync(from, path.join(here, to));
}

function run(command, args, cwd) {
  const { error, status } = spawnSync(command, args, { cwd, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status === 0) return;
  if (error?.code === 'ENOENT' && command === 'cargo') {
    console.error('cargo is not on PATH: install Rust, or name a server that is built already in WHOSAYS_SERVER');
  } else {
    console.error(`failed: ${command} ${args.join(' ')}${error ? ` (${error.message})` : ''}`);
  }
  process.exit(1);
}
