import { EDIT, EXPLAIN, SKELETON, TEMPLATE_PLACE } from '../protocol.ts';

type Check = (value: unknown) => boolean;

/** What a method's parameters have to have for the server to make sense of it; whatever else they hold is read with care. */
type Shape = Readonly<Record<string, Check>>;

const isString: Check = (value) => typeof value === 'string';
/** A place before the document's start is read as that start, so it may be negative. */
const isInteger: Check = (value) => Number.isInteger(value);
const isPosition = fits({ line: isInteger, character: isInteger });
const isRange = fits({ start: isPosition, end: isPosition });
const isDocument = fits({ uri: isString });
const isChange: Check = (value) =>
  fits({ text: isString })(value) &&
  (memberOf(value, 'range') === undefined || fits({ range: isRange })(value));

const document: Shape = { textDocument: isDocument };
const place: Shape = { ...document, position: isPosition };

const SHAPES: Readonly<Record<string, Shape>> = {
  initialize: {},
  'textDocument/didOpen': { textDocument: fits({ uri: isString, text: isString }) },
  'textDocument/didChange': {
    textDocument: fits({ uri: isString, version: isInteger }),
    contentChanges: listOf(isChange),
  },
  'textDocument/didClose': document,
  'textDocument/diagnostic': document,
  'textDocument/documentSymbol': document,
  'textDocument/foldingRange': document,
  'textDocument/codeLens': document,
  'textDocument/documentLink': document,
  'textDocument/semanticTokens/full': document,
  'textDocument/completion': place,
  'textDocument/hover': place,
  'textDocument/definition': place,
  'textDocument/references': place,
  'textDocument/prepareRename': place,
  'textDocument/rename': { ...place, newName: isString },
  'textDocument/selectionRange': { ...document, positions: listOf(isPosition) },
  'textDocument/inlayHint': { ...document, range: isRange },
  'textDocument/codeAction': { ...document, range: isRange, context: isObject },
  'completionItem/resolve': { label: isString },
  'codeAction/resolve': { title: isString },
  'workspace/symbol': { query: isString },
  'workspace/didChangeWatchedFiles': { changes: listOf(isDocument) },
  'workspace/didChangeWorkspaceFolders': {
    event: fits({ added: listOf(isDocument), removed: listOf(isDocument) }),
  },
  '$/cancelRequest': { id: isId },
  [EDIT]: { uri: isString, action: fits({ kind: isString }) },
  [EXPLAIN]: { uri: isString },
  [SKELETON]: { template: isString, title: isString },
  [TEMPLATE_PLACE]: { uri: isString, section: isString },
};

/** What is wrong with a method's parameters, for whoever wrote the client; `undefined` if they can be read. */
export function misshapen(method: string, params: unknown): string | undefined {
  const shape = Object.hasOwn(SHAPES, method) ? SHAPES[method] : undefined;
  if (!shape) return undefined;
  if (!isObject(params)) return `${method} has no parameters by name.`;
  const wrong = Object.entries(shape).find(([name, check]) => !check(memberOf(params, name)));
  return wrong && `${method} has no proper “${wrong[0]}”.`;
}

export function isId(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function fits(shape: Shape): Check {
  return (value) => isObject(value) && Object.entries(shape).every(([name, check]) => check(value[name]));
}

export function listOf(check: Check): Check {
  return (value) => Array.isArray(value) && value.every(check);
}

function memberOf(value: unknown, name: string): unknown {
  return isObject(value) ? value[name] : undefined;
}
