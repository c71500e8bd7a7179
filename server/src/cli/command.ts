import type { Io } from './io.ts';

/**
 * A command. The help, the shell completions, and docs/cli.md are made from these specs. A command's module is loaded
 * only when the command runs.
 */
export interface CommandSpec {
  readonly name: string;
  /** One sentence, without the period. */
  readonly summary: string;
  readonly arguments?: readonly ArgumentSpec[];
  readonly options: readonly OptionSpec[];
  /** Whether unknown options and arguments are ignored. Editors append some of their own. */
  readonly takesMore?: boolean;
  /** Sample calls, each with a sentence that says what it does. */
  readonly examples: readonly { readonly call: string; readonly does: string }[];
  load(): Promise<{ readonly run: Run }>;
}

export interface ArgumentSpec {
  /** As help shows it: `[paths...]`, `<file>`. */
  readonly flags: string;
  readonly summary: string;
  readonly choices?: readonly string[];
  /** How a shell completes it. Default: as a file. */
  readonly completes?: Completed;
}

/** What a shell offers for a value: files, folders, or the names of built-in templates, levels, or rules. */
export type Completed = 'file' | 'folder' | 'template' | 'level' | 'rule';

export interface OptionSpec {
  /** In commander's syntax: `-q, --quiet`, `--fail-on <severity>`, `--changed [base]`. */
  readonly flags: string;
  readonly summary: string;
  readonly choices?: readonly string[];
  readonly default?: string;
  /** How a shell completes the value. */
  readonly completes?: Completed;
  /** Values that a shell offers. Other values are allowed. */
  readonly suggests?: readonly string[];
  readonly repeats?: boolean;
}

/** The arguments and options of a call, as parsed by commander. Option names are in camel case. */
export interface Call {
  readonly args: readonly (string | readonly string[] | undefined)[];
  readonly options: Readonly<Record<string, unknown>>;
}

export type Run = (call: Call, io: Io, parts: Parts, commands: readonly CommandSpec[]) => Promise<number>;

/** What the process's entry point provides to commands. */
export interface Parts {
  /** The module that worker threads run. */
  readonly worker: URL;
  /**
   * Starts the language server for one editor, which listens on a local port or a pipe. Without `at`, the transport is
   * `--stdio` or `--node-ipc`, whichever is among the process's arguments. Rejects if nothing listens at `at`. The
   * process ends when the connection closes.
   */
  serve(at?: number | string): Promise<void>;
}
