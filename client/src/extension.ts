import type { ExtensionContext } from 'vscode';
import type { Api } from './activate.ts';

/** Starts the extension in Node or in a web worker. Only the code for the current extension host is loaded. */
export async function activate(context: ExtensionContext): Promise<Api> {
  const { activate } =
    'WorkerGlobalScope' in globalThis
      ? await import('./extension.browser.ts')
      : await import('./extension.node.ts');
  return activate(context);
}
