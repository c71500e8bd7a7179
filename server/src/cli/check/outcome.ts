import type { FileResult, Problem } from '../schema.ts';

export interface FileOptions {
  readonly hints: boolean;
  /** Whether findings carry their fixes; working them out takes longer than finding. */
  readonly fixes: boolean;
  /** Whether what can be mended safely is mended first: in the file, or only shown as a diff. */
  readonly mend?: 'write' | 'show' | undefined;
}

/** What became of one file: a result if it is one of ours, and what kept it from being read. */
export interface FileOutcome {
  readonly path: string;
  readonly result?: FileResult | undefined;
  readonly problems: readonly Problem[];
  /** The path of the config file in force, if there is one. */
  readonly config?: string | undefined;
  /** What mending changes, as a unified diff. */
  readonly diff?: string | undefined;
  /** What the outcome depends on, if it may be remembered. */
  readonly key?: string | undefined;
}
