import { type ExtensionContext, Uri } from 'vscode';
import type { MessageTransports } from 'vscode-languageclient/browser';
import { type Api, activateWith } from './activate.ts';

export function activate(context: ExtensionContext): Api {
  // `dist/server.js` runs only in Node.
  const script = Uri.joinPath(context.extensionUri, 'dist/server/main.js').toString(true);
  let worker: Worker | undefined;
  return activateWith(context, async (id, name, options) => {
    const { BrowserMessageReader, BrowserMessageWriter, LanguageClient } = await import(
      'vscode-languageclient/browser'
    );
    const startServer = async (): Promise<MessageTransports> => {
      worker?.terminate();
      worker = new Worker(script);
      return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
    };
    return new LanguageClient(id, name, startServer, options);
  });
}
