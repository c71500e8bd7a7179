import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { DocumentDiagnosticReport } from 'vscode-languageserver-protocol';
import { type Answer, AnsweredError, type Client, notified, notify, request } from './client.ts';
import { applyEdit, type Edit, type OpenDocument, openDocument, textOf } from './text.ts';

/** ServerCancelled and ContentModified: the editor repeats the request. */
const RETRY = [-32802, -32801];

/** The protocol's `TextDocumentSyncKind.Full`: each change contains the whole text. */
const FULL_SYNC = 1;

/** Opens a file. `diagnostics` resolves when its first diagnostics have arrived. */
export function open(client: Client, path: string): { document: OpenDocument; diagnostics: Promise<Answer> } {
  const document = openDocument(pathToFileURL(path).href, readFileSync(path, 'utf8'));
  const { uri, version } = document;
  client.documents.set(uri, document);
  const push = pulls(client) ? undefined : published(client, uri, version);
  const textDocument = { uri, languageId: 'markdown', version, text: textOf(document) };
  notify(client, 'textDocument/didOpen', { textDocument });
  return { document, diagnostics: push ?? pull(client, uri) };
}

/** Makes edits as one change. Returns the milliseconds until the diagnostics of the new text have arrived. */
export async function edit(client: Client, document: OpenDocument, edits: readonly Edit[]): Promise<number> {
  const start = performance.now();
  const { at } = await change(client, document, edits);
  return at - start;
}

/** Makes edits as one change. Resolves when the diagnostics of the new text have arrived. */
export function change(client: Client, document: OpenDocument, edits: readonly Edit[]): Promise<Answer> {
  const push = pulls(client) ? undefined : published(client, document.uri, document.version + 1);
  sendChange(client, document, edits);
  return push ?? pull(client, document.uri);
}

/** Makes edits as one change and does not ask for diagnostics. */
export function sendChange(client: Client, document: OpenDocument, edits: readonly Edit[]): void {
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

/** Undoes all edits since the document was opened or restored. */
export async function restore(client: Client, document: OpenDocument): Promise<void> {
  const edits = document.undo.toReversed();
  if (edits.length > 0) await change(client, document, edits);
  document.undo = [];
}

/** Whether the editor pulls this server's diagnostics. Other servers publish them. */
export function pulls({ able: { capabilities, registered } }: Client): boolean {
  return capabilities['diagnosticProvider'] !== undefined || registered.has('textDocument/diagnostic');
}

function published(client: Client, uri: string, version: number): Promise<Answer> {
  return notified(client, 'textDocument/publishDiagnostics', uri, version);
}

/** Pulls the diagnostics of the current text. */
async function pull(client: Client, uri: string): Promise<Answer> {
  const { diagnosticProvider } = client.able.capabilities as { diagnosticProvider?: { identifier?: string } };
  const previousResultId = client.pulled.get(uri)?.resultId;
  const params = {
    textDocument: { uri },
    ...(diagnosticProvider?.identifier && { identifier: diagnosticProvider.identifier }),
    ...(previousResultId && { previousResultId }),
  };
  for (;;) {
    try {
      const answer = await request(client, 'textDocument/diagnostic', params);
      const report = answer.result as DocumentDiagnosticReport;
      const items = report.kind === 'full' ? report.items : (client.pulled.get(uri)?.items ?? []);
      client.pulled.set(uri, { resultId: report.resultId, items });
      return answer;
    } catch (error) {
      if (!(error instanceof AnsweredError && RETRY.includes(error.code))) throw error;
    }
  }
}
