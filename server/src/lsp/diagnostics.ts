import type {
  Connection,
  Diagnostic,
  DocumentDiagnosticParams,
  DocumentDiagnosticReport,
} from 'vscode-languageserver';
import type { Log } from './guard.ts';
import { createSchedule } from './schedule.ts';
import { DocumentDiagnosticReportKind } from './wire.ts';

/** Computes what is wrong with an open document now; `undefined` if it is not open. */
export type Diagnose = (uri: string) => Promise<Diagnosis | undefined>;

export interface Diagnosis {
  readonly version: number;
  readonly diagnostics: Diagnostic[];
}

/** Answers pulls; a list that is equal to the one the client has is answered as unchanged. */
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

/** Pushes findings for clients that do not pull: the newest version only, never for one that is gone. */
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
