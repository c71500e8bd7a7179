import type { CancellationToken } from 'vscode-languageserver';
import { LSPErrorCodes, ResponseError } from './wire.ts';

/** Writes an error to the server's log. */
export type Log = (message: string) => void;

/**
 * Wraps a request handler. A canceled request is answered as canceled, never with an empty result. If the handler
 * throws, the error is logged and the request is answered with `fallback`, so that one broken feature does not break
 * others. A `ResponseError` is passed on to the client, which shows its message to the user.
 */
export function guarded<P, R>(
  name: string,
  fallback: R,
  log: Log,
  answer: (params: P) => R | Promise<R>,
): (params: P, token: CancellationToken) => Promise<R> {
  return async (params, token) => {
    const throwIfCanceled = (): void => {
      if (!token.isCancellationRequested) return;
      throw new ResponseError(LSPErrorCodes.RequestCancelled, `${name} was canceled`);
    };
    throwIfCanceled();
    const result = await Promise.resolve(params)
      .then(answer)
      .catch((error: unknown) => {
        if (error instanceof ResponseError) throw error;
        log(`${name} failed: ${describeError(error)}`);
        return fallback;
      });
    throwIfCanceled();
    return result;
  };
}

/** The stack of an error, or its message if it has no stack. */
export function describeError(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
