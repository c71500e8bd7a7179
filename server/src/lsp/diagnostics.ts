import type {
  Connection,
  Diagnostic,
  DocumentDiagnosticParams,
  DocumentDiagnosticReport,
} from 'vscode-languageserver';
import type { Log } from './guard.ts';
import { createSchedule } from './schedule.ts';
import { DocumentDiagnosticReportKind } from './wire.ts';

/** Computes the diagnostics of a document's current text; `undefined` if it is not open. */
export type Diagnose = (uri: string) => Promise<Diagnosis | undefined>;

export interface Diagnosis {
  readonly version: number;
  readonly diagnostics: Diagnostic[];
}

/** Answers pull requests. If the client already has an equal list, the answer is “unchanged”. */
export function createPull(diagnose: Diagnose): {
  answer(params: DocumentDiagnosticParams): Promise<DocumentDiagnosticReport>;
  forget(uri: string): void;
} {
  const last = new Map<string, { readonly resultId: string; readonly list: string }>();
  let count = 0;
  return {
    async answer({ textDocument: { uri }, previousResultId }) {
      const diagnosis = await diagnose(uri);
      if (!diagnosis) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
      const items = diagnosis.diagnostics;
      const list = JSON.stringify(items);
      const known = last.get(uri);
      if (known && known.list === list && known.resultId === previousResultId) {
        return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: known.resultId };
      }
      const resultId = known?.list === list ? known.resultId : String(++count);
      last.set(uri, { resultId, list });
      return { kind: DocumentDiagnosticReportKind.Full, resultId, items };
    },
    forget: (uri) => last.delete(uri),
  };
}

/** Pushes diagnostics to clients that do not pull: only for the newest version, and never for a closed document. */
export function createPush(
  connection: Connection,
  diagnose: Diagnose,
  log: Log,
): { schedule(uri: string): void; clear(uri: string): void } {
  const publish = async (uri: string): Promise<void> => {
    const diagnosis = await diagnose(uri);
    if (diagnosis) await connection.sendDiagnostics({ uri, ...diagnosis });
  };
  return {
    schedule: createSchedule(publish, log),
    clear: (uri) => void connection.sendDiagnostics({ uri, diagnostics: [] }),
  };
}
