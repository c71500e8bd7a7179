import type { Message, MessageReader, MessageWriter, RequestMessage } from 'vscode-languageserver';
import { isId, isObject, misshapen } from './well-formed.ts';
import { ErrorCodes, LogMessageNotification, MessageType } from './wire.ts';

/** How far a session has come: requests are answered between `initialize` and `shutdown`. */
type Stage = 'new' | 'serving' | 'ending';

interface Refusal {
  readonly code: number;
  readonly message: string;
}

/**
 * A reader that passes on what the server can make sense of. Every other request is answered with an error that says why;
 * every other notification is logged and dropped whole, so that no half of it is done. The package that reads and writes
 * messages would log them, or throw, and leave the client waiting.
 */
export function refusing(reader: MessageReader, writer: MessageWriter): MessageReader {
  let stage: Stage = 'new';
  const write = (message: object): void => {
    // A client that is gone reads no error either.
    writer.write({ jsonrpc: '2.0', ...message } as Message).catch(() => {});
  };
  const take = (message: unknown, pass: (message: Message) => void): void => {
    const refusal = refusalOf(message, stage);
    if (refusal) {
      write(refusal);
      return;
    }
    const { method } = message as Partial<RequestMessage>;
    if (method === 'initialize') stage = 'serving';
    if (method === 'shutdown') stage = 'ending';
    if (!isDropped(method, message, stage)) pass(readable(message as Message));
  };
  return {
    onError: reader.onError,
    onClose: reader.onClose,
    onPartialMessage: reader.onPartialMessage,
    listen: (pass) => reader.listen((message) => take(message, pass)),
    dispose: () => reader.dispose(),
  };
}

/** What is answered to text that is no JSON: nobody knows which request it was. */
export function unreadable(reason: string): Message {
  const error = { code: ErrorCodes.ParseError, message: `A message is no JSON: ${reason}` };
  return { jsonrpc: '2.0', ...errorTo(null, error) } as Message;
}

/** The message to send instead of passing one on. */
function refusalOf(message: unknown, stage: Stage): object | undefined {
  if (!isObject(message))
    return errorTo(
      null,
      invalid('A message is one object; there are no batches in the Language Server Protocol.'),
    );
  const { method, id, params } = message;
  if (method === undefined && id !== undefined) return undefined;
  if (typeof method !== 'string') return errorTo(idOf(id), invalid('A message needs the name of a method.'));
  if (id === undefined) {
    const wrong = misshapen(method, params);
    return wrong ? logged(wrong) : undefined;
  }
  if (!isId(id)) return errorTo(null, invalid(`The id of ${method} is neither a number nor a string.`));
  const refusal = refusedRequest(method, params, stage);
  return refusal && errorTo(id, refusal);
}

function refusedRequest(method: string, params: unknown, stage: Stage): Refusal | undefined {
  if (stage === 'ending') return invalid(`${method} came after shutdown.`);
  if (stage === 'serving' && method === 'initialize') return invalid('The server is initialized already.');
  if (stage === 'new' && method !== 'initialize')
    return { code: ErrorCodes.ServerNotInitialized, message: `${method} came before initialize.` };
  const wrong = misshapen(method, params);
  return wrong === undefined ? undefined : { code: ErrorCodes.InvalidParams, message: wrong };
}

/** As the protocol has it: outside of a session no notification counts but the one that ends the server. */
function isDropped(method: string | undefined, message: unknown, stage: Stage): boolean {
  const isNotification = method !== undefined && (message as Partial<RequestMessage>).id === undefined;
  return isNotification && stage !== 'serving' && method !== 'exit';
}

/** The message as the server expects it: an answer without a result is one that has nothing to say. */
function readable(message: Message): Message {
  const { method, params, result, error } = message as Message & Readonly<Record<string, unknown>>;
  if (method === undefined && result === undefined && !error) return { ...message, result: null } as Message;
  if (method !== 'initialize') return message;
  return { ...message, params: readableStart(params as Readonly<Record<string, unknown>>) } as Message;
}

/** What a client tells of itself; what is not of the right kind counts as not told. */
function readableStart(params: Readonly<Record<string, unknown>>): object {
  const { capabilities, processId, rootUri, workspaceFolders } = params;
  const told = isObject(capabilities) ? capabilities : {};
  const isProcess = Number.isInteger(processId) && (processId as number) > 0;
  const areFolders =
    Array.isArray(workspaceFolders) &&
    workspaceFolders.every((folder) => isObject(folder) && typeof folder['uri'] === 'string');
  return {
    ...params,
    capabilities: Object.fromEntries(Object.entries(told).filter(([, value]) => isObject(value))),
    processId: isProcess ? processId : null,
    rootUri: typeof rootUri === 'string' ? rootUri : null,
    workspaceFolders: areFolders ? workspaceFolders : null,
  };
}

function invalid(message: string): Refusal {
  return { code: ErrorCodes.InvalidRequest, message };
}

function idOf(id: unknown): string | number | null {
  return isId(id) ? id : null;
}

function errorTo(id: string | number | null, error: Refusal): object {
  return { id, error };
}

function logged(message: string): object {
  return { method: LogMessageNotification.method, params: { type: MessageType.Error, message } };
}
