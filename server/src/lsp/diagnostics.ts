import {
  type Connection,
  type Diagnostic,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
} from 'vscode-languageserver';
import type { OpenDocument } from './documents.ts';

/** Computes what is wrong with a document now. */
export type Diagnose = (document: OpenDocument) => Promise<Diagnostic[]>;

/** Answers pulls; a list that is equal to the one the client has is answered as unchanged. */
export function createPull(diagnose: Diagnose): {
  answer(
    document: OpenDocument | undefined,
    params: DocumentDiagnosticParams,
  ): Promise<DocumentDiagnosticReport>;
  forget(uri: string): void;
} {
  const last = new Map<string, { readonly resultId: string; readonly list: string }>();
  let count = 0;
  return {
    async answer(document, { previousResultId }) {
      if (!document) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
      const items = await diagnose(document);
      const list = JSON.stringify(items);
      const known = last.get(document.uri);
      if (known && known.list === list && known.resultId === previousResultId) {
        return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: known.resultId };
      }
      const resultId = known?.list === list ? known.resultId : String(++count);
      last.set(document.uri, { resultId, list });
      return { kind: DocumentDiagnosticReportKind.Full, resultId, items };
    },
    forget: (uri) => last.delete(uri),
  };
}

/** Pushes findings for clients that do not pull: the newest version only, never for one that is gone. */
export function createPush(
  connection: Connection,
  current: (uri: string) => OpenDocument | undefined,
  diagnose: Diagnose,
): { schedule(uri: string): void; clear(uri: string): void } {
  const waiting = new Set<string>();
  const publish = async (uri: string): Promise<void> => {
    waiting.delete(uri);
    const document = current(uri);
    if (!document) return;
    const diagnostics = await diagnose(document);
    if (current(uri)?.version !== document.version) return;
    await connection.sendDiagnostics({ uri, version: document.version, diagnostics });
  };
  return {
    schedule(uri) {
      if (waiting.has(uri)) return;
      waiting.add(uri);
      // Edits that are in the pipe already are read first, so that a burst is judged once.
      setTimeout(() => void publish(uri), 0);
    },
    clear: (uri) => void connection.sendDiagnostics({ uri, diagnostics: [] }),
  };
}
