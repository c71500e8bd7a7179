import {
  type Disposable,
  EventEmitter,
  l10n,
  type TextDocumentContentProvider,
  Uri,
  workspace,
} from 'vscode';
import type { Server } from './server.ts';

/** Of read-only documents, each of which tells what decides about another. The server is not told of them. */
export const EXPLAIN_SCHEME = 'design-docs-explain';

export interface Explanations extends Disposable {
  /** The explanation of a document as it is now. Whoever shows it already is told to read it anew. */
  of(source: Uri): Uri;
}

export function provideExplanations(server: Server): Explanations {
  const changed = new EventEmitter<Uri>();
  const provider: TextDocumentContentProvider = {
    onDidChange: changed.event,
    provideTextDocumentContent: async ({ query }) =>
      (await explain(server, Uri.parse(query))) ?? l10n.t('This file cannot be explained: it is not open.'),
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

/** The server knows open documents only; a window that is opened anew may show an explanation without its document. */
async function explain(server: Server, source: Uri): Promise<string | null> {
  try {
    if (source.scheme !== 'untitled') await workspace.openTextDocument(source);
    return await server.explain(source);
  } catch {
    return null;
  }
}
