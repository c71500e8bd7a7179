/** What a command sees of the process that it runs in; tests and workers give their own. */
export interface Io {
  /** The folder that paths are relative to. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly version: string;
  readonly stdout: Output;
  readonly stderr: Output;
  /** All of the standard input. */
  readStdin(): Promise<Uint8Array>;
}

export interface Output {
  write(text: string): void;
  readonly isTerminal: boolean;
  /** How many columns the terminal has; 80 where there is none. */
  readonly columns: number;
}

/** How a command ends; docs/cli.md says what each means. */
export const EXIT = { clean: 0, findings: 1, failed: 2 } as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** A mistake in how the tool was called or configured: one line on stderr, and exit code 2. */
export class UsageError extends Error {}
