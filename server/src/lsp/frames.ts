import type { Message, MessageReader } from 'vscode-languageserver';
import { Emitter, RAL } from './wire.ts';

/** The greatest accepted Content-Length, in bytes. Strings in V8 cannot be longer. */
const MAX_LENGTH = 2 ** 29;

/**
 * Reads messages with a `Content-Length` header. The reader of vscode-languageserver does not validate headers: after
 * `Content-Length: -5` it reads garbage, and if lines end with `\n` alone it loses every message. This reader reports
 * a body that is not JSON as a `SyntaxError`. After any other error it is unknown where the next message starts.
 */
export function frameReader(input: NodeJS.ReadableStream): MessageReader {
  const [errors, closes] = [new Emitter<Error>(), new Emitter<void>()];
  const buffer = RAL().messageBuffer.create('utf-8');
  let length: number | undefined;
  const next = (): Message | undefined => {
    length ??= lengthIn(buffer.tryReadHeaders(true));
    const body = length === undefined ? undefined : buffer.tryReadBody(length);
    if (!body) return undefined;
    length = undefined;
    return JSON.parse(Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8')) as Message;
  };
  const read = (onMessage: (message: Message) => void): void => {
    for (;;) {
      try {
        const message = next();
        if (message === undefined) return;
        onMessage(message);
      } catch (error) {
        errors.fire(error as Error);
        if (!(error instanceof SyntaxError)) return;
      }
    }
  };
  return {
    onError: errors.event,
    onClose: closes.event,
    onPartialMessage: new Emitter<never>().event,
    listen(onMessage) {
      const onData = (bytes: Uint8Array): void => {
        buffer.append(bytes);
        read(onMessage);
      };
      input.on('data', onData).on('error', (error) => errors.fire(error));
      input.on('close', () => closes.fire());
      return { dispose: () => void input.off('data', onData) };
    },
    dispose() {
      errors.dispose();
      closes.dispose();
    },
  };
}

/** The length of the body in bytes; `undefined` if the headers are incomplete. Throws if the length is invalid. */
function lengthIn(headers: ReadonlyMap<string, string> | undefined): number | undefined {
  if (!headers) return undefined;
  const value = headers.get('content-length');
  if (value === undefined) throw new Error('A message header has no Content-Length.');
  if (!/^\d+$/.test(value) || Number(value) > MAX_LENGTH)
    throw new Error(`Content-Length ${JSON.stringify(value.slice(0, 40))} is invalid.`);
  return Number(value);
}
