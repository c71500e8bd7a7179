import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { prepareServer } from './prepare.ts';

export type ServerOptions = {
  /** The token that every request must have. Not needed if only tests can reach the server. */
  readonly token?: string;
  /** Allows the page to load extensions under development and to run tests. */
  readonly testing?: boolean;
  readonly extensionsFolder?: string | undefined;
  /** The folder of the user's data and settings. A new folder by default. */
  readonly userFolder?: string | undefined;
  readonly settings?: Readonly<Record<string, unknown>> | undefined;
};

export type Server = {
  readonly authority: string;
  /** The URL of the editor with a folder, and optionally a file, open. */
  address(folder: string, file?: string): string;
  /** Resolves when the server has ended for any reason. */
  readonly ended: Promise<unknown>;
  close(): Promise<void>;
};

/** User settings that hide chat and the secondary side bar. */
export const calmSettings = {
  'chat.disableAIFeatures': true,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
};

/**
 * User settings for tests. They turn off parts of the editor that tests do not need, which saves a third of the time.
 */
export const testSettings = {
  ...calmSettings,
  'breadcrumbs.enabled': false,
  'editor.cursorBlinking': 'solid',
  'editor.minimap.enabled': false,
  'editor.stickyScroll.enabled': false,
  'files.autoSave': 'off',
  'window.commandCenter': false,
  'workbench.iconTheme': null,
  'workbench.reduceMotion': 'on',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

const common = ['--accept-server-license-terms', '--disable-telemetry', '--disable-workspace-trust'];

/** Starts VS Code's server on a free port of 127.0.0.1. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const data = mkdtempSync(join(tmpdir(), 'design-docs-editor-'));
  const userFolder = options.userFolder ?? join(data, 'data');
  if (options.settings) writeSettings(userFolder, options.settings);
  const child = spawnServer([
    '--host=127.0.0.1',
    '--port=0',
    `--server-data-dir=${data}`,
    `--user-data-dir=${userFolder}`,
    `--extensions-dir=${options.extensionsFolder ?? join(data, 'extensions')}`,
    options.token ? `--connection-token=${options.token}` : '--without-connection-token',
    ...(options.testing ? ['--enable-proposed-api', '--enable-smoke-test-driver'] : []),
  ]);
  const end = (): void => endGroup(child);
  const cleanUp = (): void => rmSync(data, { recursive: true, force: true, maxRetries: 3 });
  process.once('exit', end).once('exit', cleanUp);
  const ended = once(child, 'exit').finally(() => {
    process.off('exit', end).off('exit', cleanUp);
    cleanUp();
  });
  const authority = `127.0.0.1:${await listening(child)}`;
  return {
    authority,
    address: (folder, file) => addressOf({ authority, token: options.token, folder, file }),
    ended,
    close: async () => {
      end();
      await ended;
    },
  };
}

/** Installs a packaged extension into a new extensions folder. Returns the folder of the unpacked extension. */
export async function installVsix(vsix: string, extensionsFolder: string): Promise<string> {
  rmSync(extensionsFolder, { recursive: true, force: true });
  const data = mkdtempSync(join(tmpdir(), 'design-docs-install-'));
  const child = spawnServer([
    `--server-data-dir=${data}`,
    `--extensions-dir=${extensionsFolder}`,
    `--install-extension=${vsix}`,
    '--force',
  ]);
  const output = collect(child);
  const [code] = await once(child, 'exit');
  rmSync(data, { recursive: true, force: true });
  if (code !== 0) throw new Error(`Installing ${vsix} failed.\n${output.join('')}`);
  const installed = JSON.parse(readFileSync(join(extensionsFolder, 'extensions.json'), 'utf8'));
  return join(extensionsFolder, installed[0].relativeLocation);
}

function addressOf(page: {
  authority: string;
  token: string | undefined;
  folder: string;
  file: string | undefined;
}): string {
  const { authority, token, folder, file } = page;
  const payload = [['skipWelcome', 'true']];
  if (file) payload.push(['openFile', `vscode-remote://${authority}${encodeURI(file)}`]);
  const query = { folder, payload: JSON.stringify(payload), ...(token && { tkn: token }) };
  return `http://${authority}/?${new URLSearchParams(query)}`;
}

function spawnServer(args: readonly string[]): ChildProcess {
  // With the variables of an editor that this script runs in, the server would act as a child of that editor.
  const inherited = Object.entries(process.env).filter(([name]) => !/^(VSCODE_|ELECTRON_)/.test(name));
  return spawn(process.execPath, [join(prepareServer(), 'out', 'server-main.js'), ...common, ...args], {
    env: { ...Object.fromEntries(inherited), EXTENSIONS_GALLERY: '{}' },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  });
}

/**
 * Ends the whole process group, because the extension hosts of the server would otherwise keep running and wait for the
 * page to reconnect.
 */
function endGroup({ pid, exitCode, signalCode }: ChildProcess): void {
  if (pid === undefined || exitCode !== null || signalCode !== null) return;
  if (process.platform === 'win32') spawnSync('taskkill', ['/pid', String(pid), '/T', '/F']);
  else process.kill(-pid);
}

function writeSettings(userFolder: string, settings: Readonly<Record<string, unknown>>): void {
  const path = join(userFolder, 'User', 'settings.json');
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify(settings, null, 2));
}

function listening(child: ChildProcess): Promise<number> {
  const output = collect(child);
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', () => {
      const port = /Extension host agent listening on (\d+)/.exec(output.join(''))?.[1];
      if (port) resolve(Number(port));
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`VS Code's server exited (${code}).\n${output.join('')}`)));
  });
}

function collect(child: ChildProcess): readonly string[] {
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => output.push(text));
  }
  return output;
}
