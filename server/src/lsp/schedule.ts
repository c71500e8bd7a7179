import type { Disposable } from 'vscode-languageserver';
import { describeError, type Log } from './guard.ts';
import { RAL } from './wire.ts';

/**
 * Returns a function that runs `task` for a document once all waiting messages are read, so that a burst of edits
 * causes one run. If the task rejects, the error is logged.
 */
export function createSchedule(task: (uri: string) => Promise<void>, log: Log): (uri: string) => void {
  const waiting = new Map<string, Disposable>();
  // The connection handles one message per turn of the event loop, and gets a turn between these two. If that message
  // is another edit, both turns start again.
  const nextTurn = (uri: string, run: () => void): void => {
    waiting.set(uri, RAL().timer.setImmediate(run));
  };
  const run = (uri: string): void => {
    waiting.delete(uri);
    task(uri).catch((error: unknown) => log(`${uri}: ${describeError(error)}`));
  };
  return (uri) => {
    waiting.get(uri)?.dispose();
    nextTurn(uri, () => nextTurn(uri, () => run(uri)));
  };
}
