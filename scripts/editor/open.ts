import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { format } from 'node:util';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { findChromium } from './chromium.ts';
import { develop, type ExtensionHost } from './develop.ts';
import { installVsix, type ServerOptions, startServer } from './server.ts';

export type EditorOptions = Pick<ServerOptions, 'extensionsFolder' | 'userFolder' | 'settings'> & {
  /** The workspace. */
  readonly folder: string;
  /** A file to open immediately. */
  readonly file?: string;
  /** Folders of extensions under development. */
  readonly extensions?: readonly string[];
  /** A packaged extension, installed as users install it. */
  readonly vsix?: string;
  /** `node` by default. */
  readonly host?: ExtensionHost;
  readonly headless?: boolean;
  readonly size?: { readonly width: number; readonly height: number };
  readonly tests?: TestRun;
};

export type TestRun = {
  /** A module in one of the extensions under development that exports `run()`. */
  readonly path: string;
  /** Called for every line of the editor's log, which includes the output of the tests. */
  log(line: string): void;
  exit(code: number): void;
};

export type Editor = {
  readonly url: string;
  readonly page: Page;
  /** Resolves when the page has closed or crashed, or the server has ended. */
  readonly ended: Promise<unknown>;
  close(): Promise<void>;
};

/**
 * Opens a real VS Code in Chromium. The color theme is an ordinary setting:
 * `'workbench.colorTheme': 'Default Light Modern'`.
 */
export async function openEditor(options: EditorOptions): Promise<Editor> {
  const closers: (() => unknown)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const { extensions, extensionsFolder } = await placeExtensions(options, closers);
    const server = await startServer({ ...options, extensionsFolder, testing: true });
    closers.push(server.close);
    const browser = await launch(options.headless ?? true);
    closers.push(() => browser.close());
    const host = options.host ?? 'node';
    const viewport = options.size ?? { width: 1280, height: 800 };
    const context = await browser.newContext({ viewport, bypassCSP: host === 'web' });
    closers.push(await develop(context, server.authority, { host, extensions, tests: options.tests?.path }));
    if (options.tests) await listenTo(context, options.tests);
    const page = await context.newPage();
    const gone = new Promise((resolve) => page.on('close', resolve).on('crash', resolve));
    const url = server.address(options.folder, options.file);
    await page.goto(url);
    return { url, page, ended: Promise.race([gone, server.ended]), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * Installs a packaged extension for the Node host. The web worker host loads the unpacked extension from its folder.
 */
async function placeExtensions(
  { vsix, host, extensions = [], extensionsFolder }: EditorOptions,
  closers: (() => unknown)[],
): Promise<{ extensions: readonly string[]; extensionsFolder: string | undefined }> {
  if (!vsix) return { extensions, extensionsFolder };
  const installed = mkdtempSync(join(tmpdir(), 'design-docs-extensions-'));
  closers.push(() => rmSync(installed, { recursive: true, force: true }));
  const unpacked = await installVsix(vsix, installed);
  if (host !== 'web') return { extensions, extensionsFolder: installed };
  return { extensions: [unpacked, ...extensions], extensionsFolder };
}

const quiet = `--disable-gpu --disable-quic --no-first-run --disable-background-networking
  --disable-component-update --disable-sync --disable-dev-shm-usage --no-proxy-server`.split(/\s+/);

// No request can leave this machine, whether the page or an extension makes it.
const onlyThisMachine = '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1';

function launch(headless: boolean): Promise<Browser> {
  const rootNeeds = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const args = [...quiet, onlyThisMachine, ...rootNeeds];
  return chromium.launch({ executablePath: findChromium(), headless, args });
}

async function listenTo(context: BrowserContext, { log, exit }: TestRun): Promise<void> {
  await context.exposeFunction('codeAutomationLog', (_type: string, args: unknown[]) => log(format(...args)));
  await context.exposeFunction('codeAutomationExit', exit);
}
