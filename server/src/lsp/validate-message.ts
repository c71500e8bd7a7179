import type { Message, MessageReader, MessageWriter, RequestMessage } from 'vscode-languageserver';
import { checkParams, isId, isObject } from './check-params.ts';
import { ErrorCodes, LogMessageNotification, MessageType } from './wire.ts';

/** The state of a session. Requests are answered only between `initialize` and `shutdown`. */
type Stage = 'new' | 'initialized' | 'shutDown';

interface ErrorInfo {
  readonly code: number;
  readonly message: string;
}

/**
 * Wraps a reader so that only valid messages reach the server. An invalid request is answered with an error that says
 * why. An invalid notification is logged and dropped, so that it never takes effect in part. Without this,
 * vscode-jsonrpc would only log invalid messages, or throw, and the client would wait for an answer.
 */
export function validatingReader(reader: MessageReader, writer: MessageWriter): MessageReader {
  let stage: Stage = 'new';
  const write = (message: object): void => {
    // Writing fails only if the client is gone.
    writer.write({ jsonrpc: '2.0', ...message } as Message).catch(() => {});
  };
  const receive = (message: unknown, onMessage: (message: Message) => void): void => {
    const rejection = validateMessage(message, stage);
    if (rejection) {
      write(rejection);
      return;
    }
    const { method } = message as Partial<RequestMessage>;
    if (method === 'initialize') stage = 'initialized';
    if (method === 'shutdown') stage = 'shutDown';
    if (!isDropped(method, message, stage)) onMessage(normalize(message as Message));
  };
  return {
    onError: reader.onError,
    onClose: reader.onClose,
    onPartialMessage: reader.onPartialMessage,
    listen: (onMessage) => reader.listen((message) => receive(message, onMessage)),
    dispose: () => reader.dispose(),
  };
}

/** The error response to a message that is not JSON. Its id is null, because the id of the message is unknown. */
export function parseErrorResponse(reason: string): Message {
  const error = { code: ErrorCodes.ParseError, message: `The message is not valid JSON: ${reason}` };
  return { jsonrpc: '2.0', ...errorResponse(null, error) } as Message;
}

/**
 * Checks a message before the server sees it. For an invalid message, returns what to send to the client: an error
 * response, or a log message for a notification. `undefined` if the message is valid.
 */
function validateMessage(message: unknown, stage: Stage): object | undefined {
  if (!isObject(message))
    return errorResponse(
      null,
      invalid('A message must be a single object. The Language Server Protocol has no batches.'),
    );
  const { method, id, params } = message;
  if (method === undefined && id !== undefined) return undefined;
  if (typeof method !== 'string')
    return errorResponse(isId(id) ? id : null, invalid('The method of a message must be a string.'));
  if (id === undefined) {
    const problem = checkParams(method, params);
    return problem ? logMessage(problem) : undefined;
  }
  if (!isId(id))
    return errorResponse(null, invalid(`The id of the request ${method} must be a number or a string.`));
  const error = validateRequest(method, params, stage);
  return error && errorResponse(id, error);
}

function validateRequest(method: string, params: unknown, stage: Stage): ErrorInfo | undefined {
  if (stage === 'shutDown') return invalid(`${method} was sent after shutdown.`);
  if (stage === 'initialized' && method === 'initialize')
    return invalid('The server is already initialized.');
  if (stage === 'new' && method !== 'initialize')
    return { code: ErrorCodes.ServerNotInitialized, message: `${method} was sent before initialize.` };
  const problem = checkParams(method, params);
  return problem === undefined ? undefined : { code: ErrorCodes.InvalidParams, message: problem };
}

/** As the protocol says, before `initialize` and after `shutdown` all notifications except `exit` are dropped. */
function isDropped(method: string | undefined, message: unknown, stage: Stage): boolean {
  const isNotification = method !== undefined && (message as Partial<RequestMessage>).id === undefined;
  return isNotification && stage !== 'initialized' && method !== 'exit';
}

/** Adds what a valid message may lack: the result of a response, and usable parameters of `initialize`. */
function normalize(message: Message): Message {
  const { method, params, result, error } = message as Message & Readonly<Record<string, unknown>>;
  if (method === undefined && result === undefined && !error) return { ...message, result: null } as Message;
  if (method !== 'initialize') return message;
  return { ...message, params: normalizeInitialize(params as Readonly<Record<string, unknown>>) } as Message;
}

/** Drops parameters of `initialize` that have the wrong type. */
function normalizeInitialize(params: Readonly<Record<string, unknown>>): object {
  const { capabilities, processId, rootUri, workspaceFolders } = params;
  const known = isObject(capabilities) ? capabilities : {};
  const isProcess = Number.isInteger(processId) && (processId as number) > 0;
  const areFolders =
    Array.isArray(workspaceFolders) &&
    workspaceFolders.every((folder) => isObject(folder) && typeof folder['uri'] === 'string');
  return {
    ...params,
    capabilities: Object.fromEntries(Object.entries(known).filter(([, value]) => isObject(value))),
    processId: isProcess ? processId : null,
    rootUri: typeof rootUri === 'string' ? rootUri : null,
    workspaceFolders: areFolders ? workspaceFolders : null,
  };
}

function invalid(message: string): ErrorInfo {
  return { code: ErrorCodes.InvalidRequest, message };
}

function errorResponse(id: string | number | null, error: ErrorInfo): object {
  return { id, error };
}

function logMessage(message: string): object {
  return { method: LogMessageNotification.method, params: { type: MessageType.Error, message } };
}
