import { spawn } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  DiagnosticSeverity,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  type ProtocolConnection,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { root } from './editor/prepare.ts';

/** Asks the built language server, as any editor would, for the findings of a folder's documents. */
export async function printFindings(folder: string): Promise<void> {
  const server = spawn(process.execPath, [join(root, 'dist', 'server.js'), '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  connection.listen();
  await connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'samples' }],
    capabilities: { textDocument: { diagnostic: {} } },
  });
  await connection.sendNotification(InitializedNotification.type, {});
  for (const file of globSync('**/*.md', { cwd: folder }).sort()) {
    for (const line of await findingsOf(connection, join(folder, file))) console.log(line);
  }
  await connection.sendRequest(ShutdownRequest.type);
  await connection.sendNotification(ExitNotification.type);
}

async function findingsOf(connection: ProtocolConnection, path: string): Promise<string[]> {
  const uri = pathToFileURL(path).href;
  const text = readFileSync(path, 'utf8');
  const textDocument = { uri, languageId: 'markdown', version: 1, text };
  await connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
  const report = await connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri } });
  if (report.kind !== 'full' || report.items.length === 0) return [`${relative(root, path)}: no findings`];
  return report.items.map(({ range: { start }, severity = DiagnosticSeverity.Error, code, message }) => {
    const place = `${relative(root, path)}:${start.line + 1}:${start.character + 1}`;
    return `${place} ${severities[severity]} ${code} ${message}`;
  });
}

const severities = {
  [DiagnosticSeverity.Error]: 'error',
  [DiagnosticSeverity.Warning]: 'warning',
  [DiagnosticSeverity.Information]: 'info',
  [DiagnosticSeverity.Hint]: 'hint',
} as const;
