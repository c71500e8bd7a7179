import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { type Answer, AnsweredError, type Client, notify, published, request } from './client.ts';
import { applyEdit, type Edit, type OpenDocument, openDocument, textOf } from './text.ts';

/** The server cancelled, or the content changed meanwhile: the editor asks again. */
const ASK_AGAIN = [-32802, -32801];

/** The protocol's number for servers that want the whole text with each edit. */
const FULL_SYNC = 1;

/** Opens a file; `findings` are there when the first have come. */
export function open(client: Client, path: string): { document: OpenDocument; findings: Promise<Answer> } {
  const document = openDocument(pathToFileURL(path).href, readFileSync(path, 'utf8'));
  const { uri, version } = document;
  client.documents.set(uri, document);
  const push = pulls(client) ? undefined : published(client, uri, version);
  const textDocument = { uri, languageId: 'markdown', version, text: textOf(document) };
  notify(client, 'textDocument/didOpen', { textDocument });
  return { document, findings: push ?? pull(client, uri) };
}

/** Makes edits as one change, and waits for the findings of what it led to; gives the milliseconds in between. */
export async function edit(client: Client, document: OpenDocument, edits: readonly Edit[]): Promise<number> {
  const start = performance.now();
  const { at } = await change(client, document, edits);
  return at - start;
}

/** Makes edits as one change; what it gives is there when its findings have come. */
export function change(client: Client, document: OpenDocument, edits: readonly Edit[]): Promise<Answer> {
  const push = pulls(client) ? undefined : published(client, document.uri, document.version + 1);
  tellChange(client, document, edits);
  return push ?? pull(client, document.uri);
}

/** Makes edits as one change, and asks for nothing. */
export function tellChange(client: Client, document: OpenDocument, edits: readonly Edit[]): void {
  for (const each of edits) applyEdit(document, each);
  const { uri } = document;
  const sync = client.able.capabilities['textDocumentSync'] as number | { change?: number } | undefined;
  const wantsAll = (typeof sync === 'object' ? sync.change : sync) === FULL_SYNC;
  const contentChanges = wantsAll ? [{ text: textOf(document) }] : edits;
  notify(client, 'textDocument/didChange', {
    textDocument: { uri, version: ++document.version },
    contentChanges,
  });
}

/** Takes the document back to how it was opened. */
export async function restore(client: Client, document: OpenDocument): Promise<void> {
  const edits = document.undo.toReversed();
  if (edits.length > 0) await change(client, document, edits);
  document.undo = [];
}

/** Whether findings are asked for, and not published. */
export function pulls({ able: { capabilities, registered } }: Client): boolean {
  return capabilities['diagnosticProvider'] !== undefined || registered.has('textDocument/diagnostic');
}

/** Asks for the findings of an open document as it is now. */
async function pull(client: Client, uri: string): Promise<Answer> {
  const { diagnosticProvider } = client.able.capabilities as { diagnosticProvider?: { identifier?: string } };
  const previousResultId = client.resultIds.get(uri);
  const params = {
    textDocument: { uri },
    ...(diagnosticProvider?.identifier && { identifier: diagnosticProvider.identifier }),
    ...(previousResultId && { previousResultId }),
  };
  for (;;) {
    try {
      const answer = await request(client, 'textDocument/diagnostic', params);
      const { resultId } = answer.result as { resultId?: string };
      if (resultId) client.resultIds.set(uri, resultId);
      return answer;
    } catch (error) {
      if (!(error instanceof AnsweredError && ASK_AGAIN.includes(error.code))) throw error;
    }
  }
}
