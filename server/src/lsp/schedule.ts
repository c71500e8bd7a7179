import type { Disposable } from 'vscode-languageserver';
import { describeError, type Log } from './guard.ts';
import { RAL } from './wire.ts';

/**
 * Does `task` for a document as soon as no more messages wait to be read, so that a burst of edits is judged once.
 * What throws is logged.
 */
export function createSchedule(task: (uri: string) => Promise<void>, log: Log): (uri: string) => void {
  const waiting = new Map<string, Disposable>();
  // The connection reads one message a turn and takes its turn between these two; the next edit starts them anew.
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
