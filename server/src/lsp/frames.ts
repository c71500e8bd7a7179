import type { Message, MessageReader } from 'vscode-languageserver';
import { Emitter, RAL } from './wire.ts';

/** The longest text that a program in JavaScript can hold, in UTF-16 code units; no message can be longer. */
const MOST = 2 ** 29;

/**
 * Reads messages in their frames, as the package's own reader does, which takes what a length begins with for the length:
 * from `-5` on it reads nonsense, and where lines end with `\n` alone it loses one message after the other. A body that is
 * no JSON is told of as a `SyntaxError`; any other error means that nobody can say where the next message begins.
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
  const read = (pass: (message: Message) => void): void => {
    for (;;) {
      try {
        const message = next();
        if (message === undefined) return;
        pass(message);
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
    listen(pass) {
      const take = (bytes: Uint8Array): void => {
        buffer.append(bytes);
        read(pass);
      };
      input.on('data', take).on('error', (error) => errors.fire(error));
      input.on('close', () => closes.fire());
      return { dispose: () => void input.off('data', take) };
    },
    dispose() {
      errors.dispose();
      closes.dispose();
    },
  };
}

/** How long the message behind some headers is; `undefined` if they have not come as a whole yet. */
function lengthIn(headers: ReadonlyMap<string, string> | undefined): number | undefined {
  if (!headers) return undefined;
  const told = headers.get('content-length');
  if (told === undefined) throw new Error('A header lacks Content-Length.');
  if (!/^\d+$/.test(told) || Number(told) > MOST)
    throw new Error(`No message has the length ${JSON.stringify(told.slice(0, 40))}.`);
  return Number(told);
}
