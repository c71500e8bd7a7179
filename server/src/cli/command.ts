import type { Io } from './io.ts';

/**
 * Every command, told once: the help, the shell completions and docs/cli.md come from here, and each is loaded when it
 * is called.
 */
export interface CommandSpec {
  readonly name: string;
  /** What it does, as a sentence without a full stop. */
  readonly summary: string;
  /** Its arguments as help shows them: `[paths...]`, `<file>`. */
  readonly arguments?: readonly ArgumentSpec[];
  readonly options: readonly OptionSpec[];
  /** Whether words that it does not know are left alone, as those that a program appends that calls it. */
  readonly takesMore?: boolean;
  /** Calls that show what it is for, each with a sentence. */
  readonly examples: readonly { readonly call: string; readonly does: string }[];
  load(): Promise<{ readonly run: Run }>;
}

export interface ArgumentSpec {
  readonly flags: string;
  readonly summary: string;
  readonly choices?: readonly string[];
  /** What it is, where a shell can complete it; a file, if nothing is said. */
  readonly completes?: Completed;
}

/** What a shell offers for a value: files, folders, or names that the built-in templates and the rules have. */
export type Completed = 'file' | 'folder' | 'template' | 'level' | 'rule';

export interface OptionSpec {
  /** As commander reads them: `-q, --quiet`, `--fail-on <severity>`, `--changed [base]`. */
  readonly flags: string;
  readonly summary: string;
  readonly choices?: readonly string[];
  readonly default?: string;
  /** What the value is, where a shell can complete it. */
  readonly completes?: Completed;
  /** Values that a shell offers though others are possible. */
  readonly suggests?: readonly string[];
  readonly repeats?: boolean;
}

/** The values of a call: options by their names in camel case, as commander gives them. */
export interface Call {
  readonly args: readonly (string | readonly string[] | undefined)[];
  readonly options: Readonly<Record<string, unknown>>;
}

export type Run = (call: Call, io: Io, parts: Parts, commands: readonly CommandSpec[]) => Promise<number>;

/** What only the launcher can give. */
export interface Parts {
  /** The module that does tasks in a thread. */
  readonly worker: URL;
  /**
   * Begins to serve one editor that listens at a port of this machine or at a pipe; without either, over `--stdio` or
   * `--node-ipc`, whichever the process's arguments name. Rejects if nobody listens there. The process ends with the
   * connection.
   */
  serve(at?: number | string): Promise<void>;
}
