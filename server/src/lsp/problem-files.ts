import type { Connection, Diagnostic } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { ProblemFile, Service } from '../service.ts';
import type { Environment } from '../workspace/environment.ts';
import type { Client } from './client.ts';
import { toDiagnostic } from './convert.ts';

/**
 * Tells what is wrong with config files and templates that are in force and not open: nobody asks about those, and
 * without a word the author would not know why the last good one counts.
 */
export function createProblemFiles(
  connection: Connection,
  service: Service,
  client: Client,
): { publish(environments: readonly Environment[], isOpen: (uri: string) => boolean): void } {
  const told = new Map<string, string>();
  const send = (uri: string, diagnostics: Diagnostic[]): void => {
    const list = JSON.stringify(diagnostics);
    if ((told.get(uri) ?? '[]') === list) return;
    told.set(uri, list);
    void connection.sendDiagnostics({ uri, diagnostics });
  };
  return {
    publish(environments, isOpen) {
      const files = environments
        .flatMap((environment) => service.problemFiles(environment))
        .filter(({ uri }) => !isOpen(uri));
      const current = new Set(files.map(({ uri }) => uri));
      for (const uri of told.keys()) if (!current.has(uri)) send(uri, []);
      for (const file of files) send(file.uri, diagnosticsOf(file, client));
    },
  };
}

function diagnosticsOf({ uri, text, findings }: ProblemFile, client: Client): Diagnostic[] {
  const document = { uri, text: TextDocument.create(uri, '', 0, text) };
  return findings.map((finding) => toDiagnostic(document, finding, client, () => undefined));
}
