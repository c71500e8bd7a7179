import type { ProtocolConnection, TextDocumentContentChangeEvent } from 'vscode-languageserver/node';
import {
  CancellationTokenSource,
  CodeActionRequest,
  CompletionRequest,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentSymbolRequest,
  FoldingRangeRequest,
  type FullDocumentDiagnosticReport,
  HoverRequest,
  InlayHintRequest,
  SemanticTokensRequest,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { TextEdit } from '../../server/src/text/range.ts';

/** Returns a pseudorandom integer from 0 to below the limit. */
export type Random = (below: number) => number;

/** A generator that returns the same numbers for the same seed. */
export function generator(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** One document and the editor in which an author writes it. */
export interface Author {
  isOpen(): boolean;
  open(): void;
  close(): void;
  /** Makes an edit or undoes the last one. Returns the number of edits sent. */
  edit(): number;
  /** Undoes all edits since the document was opened. Returns the number of edits sent. */
  restore(): number;
  /** Sends the requests that an editor sends while an author types. */
  ask(): Promise<unknown>;
  /** The findings as JSON. */
  findings(): Promise<string>;
}

const MAX_UNDO = 20;

const SNIPPETS = [
  'a',
  ' word',
  '. Another sentence, of 3 % at most.',
  '\n',
  '\n\n## Testing Strategy\n\n',
  '\n### Ledger\n',
  '\n# ',
  '\n```\n',
  '<!--',
  '-->',
  '\n<!-- Phase 2: Production Quality -->\n',
  '\n<!-- design-docs-disable missing-topic: soon -->\n',
  '\n- Quality Level: secure\n',
  '\n[ref]: /url\n',
  '[ref](#overview)',
  '\n| a | b |\n|---|---|\n| c | d |\n',
  '\n> ',
  '\n- ',
  '\uD83D\uDE80',
  'TBD',
];

export function createAuthor(
  connection: ProtocolConnection,
  uri: string,
  initial: string,
  random: Random,
): Author {
  let text: TextDocument | undefined;
  let undoStack: TextEdit[] = [];
  let resultId: string | undefined;
  const open = (): void => {
    text = TextDocument.create(uri, 'markdown', 1, initial);
    const textDocument = { uri, languageId: 'markdown', version: 1, text: initial };
    void connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
  };
  const change = (edit: TextEdit): TextEdit => {
    if (!text) throw new Error(`${uri} is not open.`);
    const { event, back } = changeOf(text, edit);
    const version = text.version + 1;
    TextDocument.update(text, [event], version);
    const params = { textDocument: { uri, version }, contentChanges: [event] };
    void connection.sendNotification(DidChangeTextDocumentNotification.type, params);
    return back;
  };
  const pull = async (): Promise<FullDocumentDiagnosticReport> => {
    const params = { textDocument: { uri }, ...(resultId !== undefined && { previousResultId: resultId }) };
    const report = await connection.sendRequest<FullDocumentDiagnosticReport>(
      'textDocument/diagnostic',
      params,
    );
    resultId = report.resultId;
    return report;
  };
  return {
    isOpen: () => text !== undefined,
    open,
    close() {
      void connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } });
      text = undefined;
      undoStack = [];
      resultId = undefined;
    },
    edit() {
      const isUndo = undoStack.length > 0 && (undoStack.length >= MAX_UNDO || random(2) === 0);
      if (isUndo) change(undoStack.pop() as TextEdit);
      else undoStack.push(change(randomEdit(text?.getText() ?? '', random)));
      return 1;
    },
    restore() {
      const count = undoStack.length;
      for (let back = undoStack.pop(); back; back = undoStack.pop()) change(back);
      if (text?.getText() !== initial) throw new Error(`${uri} does not have its initial text.`);
      return count;
    },
    async ask() {
      const offset = random((text?.getText().length ?? 0) + 1);
      const asked = sendOtherRequest(
        connection,
        uri,
        text?.positionAt(offset) ?? { line: 0, character: 0 },
        random,
      );
      return Promise.all([pull(), ...asked]);
    },
    async findings() {
      resultId = undefined;
      return JSON.stringify((await pull()).items);
    },
  };
}

/** A random edit: text that is typed, pasted, cut, or replaced. */
function randomEdit(text: string, random: Random): TextEdit {
  const start = random(text.length + 1);
  const newText = random(4) === 0 ? '' : (SNIPPETS[random(SNIPPETS.length)] as string);
  const length = newText === '' ? 1 + random(80) : random(6) === 0 ? random(20) : 0;
  return { start, end: Math.min(text.length, start + length), newText };
}

/** An edit as it is sent, and its inverse. If no position denotes its start or end, the whole text is sent. */
function changeOf(
  text: TextDocument,
  { start, end, newText }: TextEdit,
): { readonly event: TextDocumentContentChangeEvent; readonly back: TextEdit } {
  const range = { start: text.positionAt(start), end: text.positionAt(end) };
  const [from, to] = [text.offsetAt(range.start), text.offsetAt(range.end)];
  const before = text.getText();
  const isExact = from === start && to === end;
  const event = isExact
    ? { range, text: newText }
    : { text: before.slice(0, start) + newText + before.slice(end) };
  return { event, back: { start, end: start + newText.length, newText: before.slice(start, end) } };
}

/** Sends one more request at a position. Some of these requests are canceled immediately. */
function sendOtherRequest(
  connection: ProtocolConnection,
  uri: string,
  position: TextDocument['positionAt'] extends (offset: number) => infer P ? P : never,
  random: Random,
): Promise<unknown>[] {
  const textDocument = { uri };
  const range = { start: position, end: position };
  const { token, cancel } = cancellable();
  const requests = [
    () => connection.sendRequest(CompletionRequest.type, { textDocument, position }, token),
    () => connection.sendRequest(HoverRequest.type, { textDocument, position }, token),
    () => connection.sendRequest(DocumentSymbolRequest.type, { textDocument }, token),
    () => connection.sendRequest(FoldingRangeRequest.type, { textDocument }, token),
    () => connection.sendRequest(SemanticTokensRequest.type, { textDocument }, token),
    () => connection.sendRequest(InlayHintRequest.type, { textDocument, range }, token),
    () =>
      connection.sendRequest(
        CodeActionRequest.type,
        { textDocument, range, context: { diagnostics: [] } },
        token,
      ),
  ];
  const asked = (requests[random(requests.length)] as (typeof requests)[number])();
  if (random(5) > 0) return [asked];
  cancel();
  return [asked.catch(() => undefined)];
}

function cancellable() {
  const source = new CancellationTokenSource();
  return { token: source.token, cancel: () => source.cancel() };
}
