import { spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from '../esbuild.mjs';
import { onPath } from './apt.ts';
import { root } from './editor/prepare.ts';
import { calmSettings, installVsix, startServer } from './editor/server.ts';
import { packageVsix } from './package.ts';

type Running = { readonly ended: Promise<unknown>; close(): unknown };

const samples = join(root, 'samples');
const home = mkdtempSync(join(tmpdir(), 'design-docs-start-'));
process.once('exit', () => rmSync(home, { recursive: true, force: true, maxRetries: 3 }));
const stopped = new Promise((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, resolve);
});

await build();
spawnSync(process.execPath, ['dist/cli.js', 'check', 'samples'], { cwd: root, stdio: 'inherit' });
const code = onPath('code');
const editor = await (code ? openDesktop(code) : openServer());
console.log('Press Ctrl+C to stop.');
await Promise.race([stopped, editor.ended]);
await editor.close();
process.exit();

/** Opens a separate VS Code with its own user data, because a window of a VS Code that already runs cannot be ended. */
async function openDesktop(code: string): Promise<Running> {
  const args = ['--wait', `--extensionDevelopmentPath=${root}`, `--user-data-dir=${home}`, samples];
  const windows = process.platform === 'win32';
  const child = spawn(windows ? `"${code}"` : code, args, { stdio: 'ignore', shell: windows });
  console.log('Opening samples/ in VS Code.');
  const close = (): void => {
    child.kill();
    // `code` only requests a window. The process that owns the window writes its id to this file.
    const lock = join(home, 'code.lock');
    if (existsSync(lock)) process.kill(Number(readFileSync(lock, 'utf8')));
  };
  return { ended: once(child, 'exit'), close };
}

async function openServer(): Promise<Running> {
  const extensionsFolder = join(home, 'extensions');
  await installVsix(await packageVsix(), extensionsFolder);
  const token = randomUUID();
  const server = await startServer({ token, extensionsFolder, settings: calmSettings });
  const url = server.address(samples, join(samples, 'half-written-design.md'));
  console.log(`\nVS Code with the extension and samples/: ${url}`);
  openBrowser(url);
  return server;
}

function openBrowser(url: string): void {
  if (process.platform === 'darwin') spawnSync('open', [url]);
  else if (process.platform === 'win32') spawnSync('cmd', ['/c', 'start', '', url.replaceAll('&', '^&')]);
  else if (process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']) {
    const opener = onPath('xdg-open');
    if (opener) spawn(opener, [url], { stdio: 'ignore', detached: true }).unref();
  }
}
