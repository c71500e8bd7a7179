const ENDING = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Puts off the end that a signal wants, as Ctrl-C sends one, until what is returned is called: nothing is left half
 * written. `hurry` is called when such a signal comes. Threads get no signals, so whoever starts them holds for them.
 */
export function holdSignals(hurry: () => void = () => {}): () => void {
  let held: NodeJS.Signals | undefined;
  const hold = (signal: NodeJS.Signals): void => {
    held = signal;
    hurry();
  };
  for (const signal of ENDING) process.on(signal, hold);
  return () => {
    for (const signal of ENDING) process.off(signal, hold);
    if (held) process.kill(process.pid, held);
  };
}
