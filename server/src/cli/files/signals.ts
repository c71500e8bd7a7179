const TERMINATING = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Defers terminating signals, such as that of Ctrl-C, until the returned function is called, so that no file is left
 * half written. `onSignal` is called when such a signal arrives. Worker threads receive no signals, so the main thread
 * must call this for them.
 */
export function holdSignals(onSignal: () => void = () => {}): () => void {
  let held: NodeJS.Signals | undefined;
  const hold = (signal: NodeJS.Signals): void => {
    held = signal;
    onSignal();
  };
  for (const signal of TERMINATING) process.on(signal, hold);
  return () => {
    for (const signal of TERMINATING) process.off(signal, hold);
    if (held) process.kill(process.pid, held);
  };
}
