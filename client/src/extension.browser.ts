import { type ExtensionContext, Uri } from 'vscode';
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
  type MessageTransports,
} from 'vscode-languageclient/browser';
import { type Api, activateWith } from './activate.ts';

export function activate(context: ExtensionContext): Api {
  // `dist/server.js` is for Node alone.
  const script = Uri.joinPath(context.extensionUri, 'dist/server/main.js').toString(true);
  let worker: Worker | undefined;
  const startServer = async (): Promise<MessageTransports> => {
    worker?.terminate();
    worker = new Worker(script);
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  };
  return activateWith(context, (id, name, options) => new LanguageClient(id, name, startServer, options));
}
