import type { FileResult, Problem } from '../schema.ts';

export interface FileOptions {
  readonly hints: boolean;
  /** Whether findings include their fixes. Computing fixes takes longer than finding problems. */
  readonly fixes: boolean;
  /** Whether safe fixes are applied before the check: in the file, or only as a diff. */
  readonly fixMode?: 'write' | 'diff' | undefined;
}

/** The outcome of one file. */
export interface FileOutcome {
  readonly path: string;
  /** `undefined` if the file is not a design document, template, or config file, or cannot be read. */
  readonly result?: FileResult | undefined;
  readonly problems: readonly Problem[];
  /** The path of the config file that applies, if there is one. */
  readonly config?: string | undefined;
  /** The changes of the safe fixes, as a unified diff. */
  readonly diff?: string | undefined;
  /** The cache key; `undefined` if the outcome must not be cached. */
  readonly key?: string | undefined;
}
