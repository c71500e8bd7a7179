import type { ExtensionContext } from 'vscode';
import { LanguageClient, type ServerOptions, TransportKind } from 'vscode-languageclient/node';
import { type Api, activateWith } from './activate.ts';

export function activate(context: ExtensionContext): Api {
  const run = { module: context.asAbsolutePath('dist/server.js'), transport: TransportKind.ipc };
  // The port that .vscode/launch.json attaches to; used only when the extension itself is being debugged.
  const server: ServerOptions = { run, debug: { ...run, options: { execArgv: ['--inspect=6009'] } } };
  return activateWith(context, (id, name, options) => new LanguageClient(id, name, server, options));
}
