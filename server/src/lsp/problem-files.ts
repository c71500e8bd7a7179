import type { Diagnostic } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { ProblemFile } from '../service.ts';
import { decodeUri } from '../text/uri.ts';
import type { Environment } from '../workspace/environment.ts';
import type { Client } from './client.ts';
import { toDiagnostic } from './convert.ts';
import { createSchedule } from './schedule.ts';
import type { Session } from './session.ts';

/**
 * Tells what is wrong with config files and templates that are in force and not open: nobody asks about those, and
 * without a word the author would not know why the last good one counts. To be called when any of it may have changed.
 */
export function createProblemFiles({
  connection,
  documents,
  client,
  service,
  environments,
  log,
}: Session): () => void {
  // By the decoded address, since clients encode theirs in other ways.
  const told = new Map<string, { readonly uri: string; readonly list: string }>();
  const tell = (key: string, uri: string, diagnostics: Diagnostic[]): void => {
    const list = JSON.stringify(diagnostics);
    if ((told.get(key)?.list ?? '[]') === list) return;
    told.set(key, { uri, list });
    void connection.sendDiagnostics({ uri, diagnostics });
  };
  const problemsOf = (all: readonly Environment[]): ReadonlyMap<string, ProblemFile> => {
    const enabled = [...new Set(all)].filter(({ settings }) => settings.enable);
    const files = enabled.flatMap((environment) => service.problemFiles(environment));
    return new Map(files.map((file) => [decodeUri(file.uri), file]));
  };
  // Such a client is sent an empty list when it closes a document.
  if (!client.pullsDiagnostics) documents.onDidClose(({ document: { uri } }) => told.delete(decodeUri(uri)));
  let latest = 0;
  const run = async (): Promise<void> => {
    const own = ++latest;
    const files = problemsOf(await environments.all());
    // A later run knows better.
    if (own !== latest) return;
    const open = new Set(documents.keys().map(decodeUri));
    for (const [key, { uri }] of told) {
      // Clients that do not pull have been sent the open document's own list by now, under the same address.
      if (open.has(key) && !client.pullsDiagnostics) told.delete(key);
      else if (open.has(key) || !files.has(key)) tell(key, uri, []);
    }
    for (const [key, file] of files) if (!open.has(key)) tell(key, file.uri, diagnosticsOf(file, client));
  };
  const schedule = createSchedule(run, log);
  return () => schedule('problem files');
}

function diagnosticsOf({ uri, text, findings }: ProblemFile, client: Client): Diagnostic[] {
  const document = { uri, text: TextDocument.create(uri, '', 0, text) };
  return findings.map((finding) => toDiagnostic(document, finding, client, () => undefined));
}
