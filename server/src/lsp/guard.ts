import type { CancellationToken } from 'vscode-languageserver';
import { LSPErrorCodes, ResponseError } from './wire.ts';

/** Says something in the server's log. */
export type Log = (message: string) => void;

/**
 * One guard around every request: what was cancelled is answered as cancelled, never with an empty result; what
 * throws is logged and answered neutrally, so that one broken feature takes no other with it. A `ResponseError` is
 * an answer of its own, which the author is to read.
 */
export function guarded<P, R>(
  name: string,
  neutral: R,
  log: Log,
  answer: (params: P) => R | Promise<R>,
): (params: P, token: CancellationToken) => Promise<R> {
  return async (params, token) => {
    const stopIfCancelled = (): void => {
      if (!token.isCancellationRequested) return;
      throw new ResponseError(LSPErrorCodes.RequestCancelled, `${name} was cancelled`);
    };
    stopIfCancelled();
    const result = await Promise.resolve(params)
      .then(answer)
      .catch((error: unknown) => {
        if (error instanceof ResponseError) throw error;
        log(`${name} failed: ${describeError(error)}`);
        return neutral;
      });
    stopIfCancelled();
    return result;
  };
}

export function describeError(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
