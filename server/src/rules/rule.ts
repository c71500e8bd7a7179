import type { BoundSection, DesignDocument } from '../document/document.ts';
import type { Range, TextEdit } from '../text/range.ts';

export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** One kind of problem: how it is found, what is said of it, and how it is mended. The file's name is its id. */
export interface Rule<F extends Found = Found> {
  readonly id: string;
  readonly group: 'structure' | 'phase markers' | 'quality level' | 'content';
  /** `progressive`: by phase and level (product.md, "Progressive severity"). */
  readonly severity: Severity | 'progressive';
  /** What the rule finds, in one sentence. */
  readonly summary: string;
  /** Why that matters to an author or a reader. */
  readonly why: string;
  /** Shown on the rule's page and run as tests. */
  readonly examples: Examples;
  find(document: DesignDocument, severityOf: SeverityOf): Iterable<F>;
  /** What is wrong, why, and what to do, in plain sentences. */
  say(found: F, document: DesignDocument): string;
  /** The ways to mend it, best first; each changes the document. */
  fix?(found: F, document: DesignDocument): readonly Fix[];
}

/** What a rule finds, before it is worded. */
export interface Found {
  readonly at: Range;
  /** The section that a progressive finding is about; its phase and level decide the severity. */
  readonly section?: BoundSection;
  readonly related?: readonly Related[];
}

/** A place that explains a finding, in the document or in its template. */
export interface Related extends Range {
  readonly in: 'document' | 'template';
  readonly message: string;
}

export interface Fix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** Whether it may be applied without a choice between this and others. */
  readonly preferred?: boolean;
}

/** The severity of something that a section lacks; `undefined` if the level does not ask for it. */
export type SeverityOf = (section: BoundSection) => Severity | undefined;

/**
 * Documents in which the rule finds something and in which it does not. In `bad`, `~~~` under a line marks each
 * place that is found. `fixed` is what the preferred fix, or the first, makes of `bad`.
 */
export interface Examples {
  readonly bad: string;
  readonly good: string;
  readonly fixed?: string;
}

/** Fixes the type of what a rule finds, and forgets it again for the list of all rules. */
export function defineRule<F extends Found>(rule: Rule<F>): Rule {
  return rule as unknown as Rule;
}
