import type { Diagnostic } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { ProblemFile } from '../service/service.ts';
import { decodeUri } from '../text/uri.ts';
import type { Environment } from '../workspace/environment.ts';
import type { Client } from './client.ts';
import { toDiagnostic } from './convert.ts';
import { createSchedule } from './schedule.ts';
import type { Session } from './session.ts';

/**
 * Publishes diagnostics for config files and templates that are used but not open. Clients do not request those, and
 * without them users would not know why the last valid version is still used. Returns a function to call when any of
 * these files may have changed.
 */
export function createProblemFilePublisher({
  connection,
  documents,
  client,
  service,
  environments,
  log,
}: Session): () => void {
  // Keyed by the decoded URI, because clients encode URIs differently.
  const published = new Map<string, { readonly uri: string; readonly list: string }>();
  const publish = (key: string, uri: string, diagnostics: Diagnostic[]): void => {
    const list = JSON.stringify(diagnostics);
    if ((published.get(key)?.list ?? '[]') === list) return;
    published.set(key, { uri, list });
    void connection.sendDiagnostics({ uri, diagnostics });
  };
  const problemsOf = (all: readonly Environment[]): ReadonlyMap<string, ProblemFile> => {
    const enabled = [...new Set(all)].filter(({ settings }) => settings.enable);
    const files = enabled.flatMap((environment) => service.problemFiles(environment));
    return new Map(files.map((file) => [decodeUri(file.uri), file]));
  };
  // A client that does not pull has just been sent an empty list for the closed document.
  if (!client.pullsDiagnostics)
    documents.onDidClose(({ document: { uri } }) => published.delete(decodeUri(uri)));
  let latest = 0;
  const run = async (): Promise<void> => {
    const current = ++latest;
    const files = problemsOf(await environments.all());
    // A later run has newer results.
    if (current !== latest) return;
    const open = new Set(documents.keys().map(decodeUri));
    for (const [key, { uri }] of published) {
      // Clients that do not pull have already been sent the list of the open document, for the same URI.
      if (open.has(key) && !client.pullsDiagnostics) published.delete(key);
      else if (open.has(key) || !files.has(key)) publish(key, uri, []);
    }
    for (const [key, file] of files) if (!open.has(key)) publish(key, file.uri, diagnosticsOf(file, client));
  };
  const schedule = createSchedule(run, log);
  return () => schedule('problem files');
}

function diagnosticsOf({ uri, text, findings }: ProblemFile, client: Client): Diagnostic[] {
  const document = { uri, text: TextDocument.create(uri, '', 0, text) };
  return findings.map((finding) => toDiagnostic(document, finding, client, () => undefined));
}
