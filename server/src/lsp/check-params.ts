import { EDIT, EXPLAIN, SKELETON, TEMPLATE_PLACE } from '../protocol.ts';

type Check = (value: unknown) => boolean;

/** The parameters that the handlers of a method rely on. Handlers check everything else themselves. */
type Shape = Readonly<Record<string, Check>>;

const isString: Check = (value) => typeof value === 'string';
/** May be negative: a position before the start of the document is treated as the start. */
const isInteger: Check = (value) => Number.isInteger(value);
const isPosition = objectWith({ line: isInteger, character: isInteger });
const isRange = objectWith({ start: isPosition, end: isPosition });
const isDocument = objectWith({ uri: isString });
const isChange: Check = (value) =>
  objectWith({ text: isString })(value) &&
  (memberOf(value, 'range') === undefined || objectWith({ range: isRange })(value));

const document: Shape = { textDocument: isDocument };
const position: Shape = { ...document, position: isPosition };

const SHAPES: Readonly<Record<string, Shape>> = {
  initialize: {},
  'textDocument/didOpen': { textDocument: objectWith({ uri: isString, text: isString }) },
  'textDocument/didChange': {
    textDocument: objectWith({ uri: isString, version: isInteger }),
    contentChanges: arrayOf(isChange),
  },
  'textDocument/didClose': document,
  'textDocument/diagnostic': document,
  'textDocument/documentSymbol': document,
  'textDocument/foldingRange': document,
  'textDocument/codeLens': document,
  'textDocument/documentLink': document,
  'textDocument/semanticTokens/full': document,
  'textDocument/completion': position,
  'textDocument/hover': position,
  'textDocument/definition': position,
  'textDocument/references': position,
  'textDocument/prepareRename': position,
  'textDocument/rename': { ...position, newName: isString },
  'textDocument/selectionRange': { ...document, positions: arrayOf(isPosition) },
  'textDocument/inlayHint': { ...document, range: isRange },
  'textDocument/codeAction': { ...document, range: isRange, context: isObject },
  'completionItem/resolve': { label: isString },
  'codeAction/resolve': { title: isString },
  'workspace/symbol': { query: isString },
  'workspace/didChangeWatchedFiles': { changes: arrayOf(isDocument) },
  'workspace/didChangeWorkspaceFolders': {
    event: objectWith({ added: arrayOf(isDocument), removed: arrayOf(isDocument) }),
  },
  '$/cancelRequest': { id: isId },
  [EDIT]: { uri: isString, action: objectWith({ kind: isString }) },
  [EXPLAIN]: { uri: isString },
  [SKELETON]: { template: isString, title: isString },
  [TEMPLATE_PLACE]: { uri: isString, section: isString },
};

/**
 * Checks the parameters of a request or notification. Returns a message for the client's developers if they are
 * invalid, and `undefined` if they are valid or the method has no checked parameters.
 */
export function checkParams(method: string, params: unknown): string | undefined {
  const shape = Object.hasOwn(SHAPES, method) ? SHAPES[method] : undefined;
  if (!shape) return undefined;
  if (!isObject(params)) return `${method} must have named parameters.`;
  const invalid = Object.entries(shape).find(([name, check]) => !check(memberOf(params, name)));
  return invalid && `${method}: the parameter “${invalid[0]}” is missing or invalid.`;
}

export function isId(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function objectWith(shape: Shape): Check {
  return (value) => isObject(value) && Object.entries(shape).every(([name, check]) => check(value[name]));
}

function arrayOf(check: Check): Check {
  return (value) => Array.isArray(value) && value.every(check);
}

function memberOf(value: unknown, name: string): unknown {
  return isObject(value) ? value[name] : undefined;
}
