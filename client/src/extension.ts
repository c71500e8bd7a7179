import type { ExtensionContext } from 'vscode';
import type { Api } from './activate.ts';

/** Starts the extension in the host where it finds itself: in Node, or in a web worker. Each loads what it needs. */
export async function activate(context: ExtensionContext): Promise<Api> {
  const { activate } =
    'WorkerGlobalScope' in globalThis
      ? await import('./extension.browser.ts')
      : await import('./extension.node.ts');
  return activate(context);
}
