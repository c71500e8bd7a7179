/** The process as commands see it. Tests provide their own. */
export interface Io {
  /** The working directory, to which paths are relative. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly version: string;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Reads all of standard input. */
  readStdin(): Promise<Uint8Array>;
}

export interface Output {
  write(text: string): void;
  readonly isTerminal: boolean;
  /** The width of the terminal in columns; 80 if there is none. */
  readonly columns: number;
}

/** The exit codes. docs/cli.md describes them. */
export const EXIT = { clean: 0, findings: 1, failed: 2 } as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** A mistake in the call or the configuration. It is printed as one line on stderr, and the exit code is 2. */
export class UsageError extends Error {}
