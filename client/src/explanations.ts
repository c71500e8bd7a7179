import {
  type Disposable,
  EventEmitter,
  l10n,
  type TextDocumentContentProvider,
  Uri,
  workspace,
} from 'vscode';
import type { Server } from './server.ts';

/** The scheme of read-only documents that explain another document. They are not sent to the server. */
export const EXPLAIN_SCHEME = 'design-docs-explain';

export interface Explanations extends Disposable {
  /** The URI of the explanation of a document. Editors that already show it are refreshed. */
  of(source: Uri): Uri;
}

export function provideExplanations(server: Server): Explanations {
  const changed = new EventEmitter<Uri>();
  const provider: TextDocumentContentProvider = {
    onDidChange: changed.event,
    provideTextDocumentContent: async ({ query }) =>
      (await explain(server, Uri.parse(query))) ??
      l10n.t('This file cannot be explained because it is not open.'),
  };
  const registration = workspace.registerTextDocumentContentProvider(EXPLAIN_SCHEME, provider);
  return {
    of: (source) => {
      const name = l10n.t('Explain: {0}', source.path.replace(/^.*\//, ''));
      const uri = Uri.from({ scheme: EXPLAIN_SCHEME, path: `/${name}`, query: source.toString() });
      changed.fire(uri);
      return uri;
    },
    dispose: () => {
      registration.dispose();
      changed.dispose();
    },
  };
}

/** Opens the document first, because the server knows only open documents and VS Code may restore only this one. */
async function explain(server: Server, source: Uri): Promise<string | null> {
  try {
    if (source.scheme !== 'untitled') await workspace.openTextDocument(source);
    return await server.explain(source);
  } catch {
    return null;
  }
}
