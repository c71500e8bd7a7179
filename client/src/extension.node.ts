import type { ExtensionContext } from 'vscode';
import type { ServerOptions } from 'vscode-languageclient/node';
import { type Api, activateWith } from './activate.ts';

export function activate(context: ExtensionContext): Api {
  return activateWith(context, async (id, name, options) => {
    const { LanguageClient, TransportKind } = await import('vscode-languageclient/node');
    const run = { module: context.asAbsolutePath('dist/server.js'), transport: TransportKind.ipc };
    // `debug` applies only while the extension is being debugged. .vscode/launch.json attaches to this port.
    const server: ServerOptions = { run, debug: { ...run, options: { execArgv: ['--inspect=6009'] } } };
    return new LanguageClient(id, name, server, options);
  });
}
