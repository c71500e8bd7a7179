import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';
import { runTests, TestRunFailedError } from '@vscode/test-electron';
import { onPath } from './apt.ts';
import { bundleTests, testExtension } from './e2e-bundle.ts';
import { findChromium } from './editor/chromium.ts';
import type { ExtensionHost } from './editor/develop.ts';
import { cache, root } from './editor/prepare.ts';
import { installVsix } from './editor/server.ts';

export type Counts = { readonly passed: number; readonly failed: number; readonly skipped: number };

/**
 * Runs the editor tests in a real VS Code with the packaged extension, in several extension hosts at the same time, and
 * prints their results. With `grep`, runs only the tests whose titles contain it.
 */
export async function testInEditors(
  vsix: string,
  hosts: readonly ExtensionHost[],
  grep?: string,
): Promise<Counts> {
  const home = mkdtempSync(join(tmpdir(), 'design-docs-e2e-'));
  try {
    const extensions = join(home, 'extensions');
    const unpacked = await installVsix(vsix, extensions);
    // The Node host finds the extension installed. The web worker host loads the unpacked package.
    const installed = { node: { extensions }, web: { extensions: join(home, 'none'), unpacked } };
    const runs = hosts.map(async (host) => {
      await bundleTests(host, grep);
      return runIn(join(home, host), host, installed[host]);
    });
    const counts = await Promise.all(runs);
    const sum = (count: keyof Counts): number => counts.reduce((all, each) => all + each[count], 0);
    return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function runIn(
  home: string,
  host: ExtensionHost,
  { extensions, unpacked }: { readonly extensions: string; readonly unpacked?: string },
): Promise<Counts> {
  const workspace = join(home, 'workspace');
  cpSync(join(root, 'samples'), workspace, { recursive: true });
  const { stdout, counts } = watchLog(host);
  const tests = testExtension(host);
  const passed = await runTests({
    ...executable(host),
    extensionDevelopmentPath: unpacked ? [unpacked, tests] : tests,
    extensionTestsPath: join(tests, 'index.js'),
    launchArgs: [
      workspace,
      `--extensions-dir=${extensions}`,
      `--user-data-dir=${join(home, 'user')}`,
      ...(host === 'web' ? ['--extensionDevelopmentKind=web'] : []),
    ],
    stdout,
  }).catch((error: unknown) => {
    if (error instanceof TestRunFailedError) return undefined;
    throw error;
  });
  stdout.end();
  const { failed, ...rest } = await counts;
  return { ...rest, failed: passed === undefined ? Math.max(1, failed) : failed };
}

/**
 * Desktop VS Code if VSCODE_EXECUTABLE names one, or if it is on the PATH and there is a screen. Otherwise, the
 * launcher in scripts/editor, which Windows cannot run.
 */
function executable(host: ExtensionHost): { vscodeExecutablePath?: string; cachePath: string } {
  const chosen = process.env['VSCODE_EXECUTABLE'];
  const screen = process.platform !== 'linux' || process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'];
  if (chosen) return { vscodeExecutablePath: chosen, cachePath: cache };
  const desktop = host === 'node' && screen && onPath('code');
  if (desktop || process.platform === 'win32') return { cachePath: cache };
  // If the browser is missing, it is installed here, because two launchers must not install it at the same time.
  findChromium();
  return { vscodeExecutablePath: join(root, 'scripts', 'editor', 'launcher.ts'), cachePath: cache };
}

/** Writes the whole log to a file, prints the lines of the tests, and reads their counts. */
function watchLog(host: ExtensionHost): { stdout: PassThrough; counts: Promise<Counts> } {
  const path = join(root, '.cache', `e2e-${host}.log`);
  const stdout = new PassThrough();
  const lines: string[] = [];
  const reader = createInterface({ input: stdout });
  reader.on('line', (line) => {
    lines.push(line);
    if (line.startsWith('[e2e] ')) console.log(line.replace('[e2e]', host.padEnd(4)));
  });
  const counts = new Promise<Counts>((resolve) => {
    reader.on('close', () => {
      writeFileSync(path, lines.join('\n'));
      const [, passed, failed, skipped] =
        /^\[e2e\] (\d+) passed, (\d+) failed, (\d+) skipped$/m.exec(lines.join('\n')) ?? [];
      if (!passed || Number(failed) > 0) console.log(`  The complete log of the editor: ${path}`);
      resolve({ passed: Number(passed ?? 0), failed: Number(failed ?? 0), skipped: Number(skipped ?? 0) });
    });
  });
  return { stdout, counts };
}
