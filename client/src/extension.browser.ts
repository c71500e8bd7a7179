import { type ExtensionContext, Uri } from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import { type Api, activateWith } from './activate.ts';

export function activate(context: ExtensionContext): Api {
  const script = Uri.joinPath(context.extensionUri, 'dist/server.web.js').toString(true);
  let worker: Worker | undefined;
  const startWorker = async (): Promise<Worker> => {
    worker?.terminate();
    worker = new Worker(script);
    return worker;
  };
  return activateWith(context, (id, name, options) => new LanguageClient(id, name, startWorker, options));
}
