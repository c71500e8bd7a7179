import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import type { BrowserContext } from 'playwright-core';

/** Which extension host runs the extensions under development and the tests. */
export type ExtensionHost = 'node' | 'web';

export type Development = {
  readonly host: ExtensionHost;
  /** Folders of extensions. */
  readonly extensions: readonly string[];
  /** A module in one of these folders that exports `run()`. */
  readonly tests: string | undefined;
};

/** The scheme and authority of the URIs under which the page finds the folders. */
type Origin = { readonly scheme: string; readonly authority: string };

/** Has the workbench at this address load extensions and run tests. Returns a function that releases its resources. */
export async function develop(
  context: BrowserContext,
  address: string,
  { host, extensions, tests }: Development,
): Promise<() => void> {
  // In the web worker host, an extension that starts a worker cannot be loaded from the editor's server.
  const files = host === 'web' ? await serveFolders(extensions) : undefined;
  const origin: Origin = files ?? { scheme: 'vscode-remote', authority: address };
  await context.addInitScript(addDevelopmentOptions, {
    extensions: extensions.map((path) => ({ ...origin, path })),
    ...(tests && { extensionTestsPath: { ...origin, path: tests } }),
  });
  return () => files?.close();
}

/** Runs in the page, after it is parsed and before the workbench's module reads its configuration. */
function addDevelopmentOptions(developmentOptions: object): void {
  const add = (): void => {
    const element = document.getElementById('vscode-workbench-web-configuration');
    const settings = JSON.parse(element?.getAttribute('data-settings') ?? '{}');
    element?.setAttribute('data-settings', JSON.stringify({ ...settings, developmentOptions }));
  };
  document.addEventListener('readystatechange', add, { once: true });
}

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};

async function serveFolders(folders: readonly string[]): Promise<Origin & { close(): void }> {
  const server = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://127.0.0.1').pathname));
    const inside = folders.some((folder) => path.startsWith(join(folder, '/')));
    const body = inside ? await readFile(path).catch(() => undefined) : undefined;
    response.writeHead(body ? 200 : 404, {
      'Access-Control-Allow-Origin': '*',
      'Content-Type': types[extname(path)] ?? 'application/octet-stream',
    });
    response.end(body);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  return { scheme: 'http', authority: `127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}
