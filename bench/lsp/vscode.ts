import { setTimeout as sleep } from 'node:timers/promises';
import type {
  ClientCapabilities,
  CodeActionParams,
  InlayHintParams,
  Position,
  Range,
} from 'vscode-languageserver-protocol';
import { type InitializationOptions, READINESS } from '../../server/src/protocol.ts';
import { finishedDesign } from '../documents.ts';
import type { VscodeRow } from '../results.ts';
import { type Client, notified, request } from './client.ts';
import { change, open } from './editing.ts';
import { type Effort, measureEdits, type Perform } from './samples.ts';
import { LINES_AROUND, VSCODE_SCENARIOS, type VscodeScenarioName } from './scenarios.ts';
import type { Server } from './servers.ts';
import type { OpenDocument } from './text.ts';
import capabilities from './vscode-capabilities.json' with { type: 'json' };
import { withDocuments, withServer } from './workspace.ts';

/** The capabilities that vscode-languageclient 11.0 sends. */
export const vscodeCapabilities = capabilities as unknown as ClientCapabilities;

/** The same options as in client/src/server.ts. Only the folder of the extension differs. */
export const vscodeOptions: InitializationOptions = {
  hostProvides: [
    'documentSymbol',
    'workspaceSymbol',
    'documentLink',
    'definition',
    'references',
    'rename',
    'anchorCompletion',
    'foldingRange',
    'selectionRange',
    'highlighting',
  ],
  commands: true,
  readiness: true,
  readsFiles: true,
  findsFiles: true,
  rulePages: 'vscode://design-docs.design-docs/rules/',
  templatesFolder: 'file:///extension/templates/',
};

/** `CodeActionTriggerKind.Automatic`: VS Code asks whether to show the light bulb. */
const AUTOMATIC = 2;

/**
 * Measures edits in a document of about `size` characters when the editor asks what VS Code asks about each of them, in a new
 * process of the server. The server must send the readiness notification.
 */
export function measureVscode(server: Server, size: number, effort: Effort): Promise<VscodeRow> {
  const asVscode = { ...server, capabilities: vscodeCapabilities, initializationOptions: vscodeOptions };
  return withDocuments([finishedDesign(size)], (folder, [path = '']) =>
    withServer(asVscode, folder, async (client) => {
      const { document, diagnostics } = open(client, path);
      await diagnostics;
      await sleep(300);
      const edits: Partial<Record<VscodeScenarioName, VscodeRow['edits'][VscodeScenarioName]>> = {};
      for (const [name, { start, moves }] of Object.entries(VSCODE_SCENARIOS)) {
        const perform = editAndAsk(moves);
        edits[name as VscodeScenarioName] = await measureEdits(
          ...([client, document, start(document.lines), effort, perform] as const),
        );
      }
      return { server: server.name, size, edits: edits as VscodeRow['edits'] };
    }),
  );
}

/**
 * Sends an edit, pulls the diagnostics, and then requests the inlay hints and the code actions, each after the answer to the
 * previous request. VS Code uses the same order: it pulls at once, waits a moment before it requests the hints, and waits longer
 * before it requests the code actions. The benchmark skips these waits.
 *
 * Our server computes the readiness before it reads the request for hints, but sends it only if it differs from the last one
 * that it sent. If the edit `moves` sections, the result includes the arrival of that notification.
 */
function editAndAsk(moves: boolean): Perform {
  return async (client, document, edits) => {
    const { uri, version } = document;
    const start = performance.now();
    const readiness = moves ? notified(client, READINESS, uri, version + 1) : undefined;
    await change(client, document, edits);
    const cursor = document.undo.at(-1)?.range.end ?? { line: 0, character: 0 };
    await request(client, 'textDocument/inlayHint', hintsAround(document, cursor));
    const actions = await request(client, 'textDocument/codeAction', actionsAt(client, document, cursor));
    return Math.max(actions.at, (await readiness)?.at ?? 0) - start;
  };
}

function hintsAround({ uri, lines }: OpenDocument, { line }: Position): InlayHintParams {
  const [first, last] = [Math.max(0, line - LINES_AROUND), Math.min(lines.length - 1, line + LINES_AROUND)];
  const range = {
    start: { line: first, character: 0 },
    end: { line: last, character: lines[last]?.length ?? 0 },
  };
  return { textDocument: { uri }, range };
}

/** Like VS Code, sends the diagnostics that touch the cursor. */
function actionsAt({ pulled }: Client, { uri }: OpenDocument, cursor: Position): CodeActionParams {
  const diagnostics = pulled.get(uri)?.items.filter(({ range }) => touches(range, cursor)) ?? [];
  return {
    textDocument: { uri },
    range: { start: cursor, end: cursor },
    context: { diagnostics, triggerKind: AUTOMATIC },
  };
}

function touches({ start, end }: Range, position: Position): boolean {
  return compare(start, position) <= 0 && compare(position, end) <= 0;
}

function compare(a: Position, b: Position): number {
  return a.line - b.line || a.character - b.character;
}
