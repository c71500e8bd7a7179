import type { ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { type Api, activateWith } from './activate.ts';

export function activate(context: ExtensionContext): Api {
  const module = context.asAbsolutePath('dist/server.js');
  return activateWith(
    context,
    (id, name, options) => new LanguageClient(id, name, { module, transport: TransportKind.ipc }, options),
  );
}
