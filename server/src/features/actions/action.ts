import type { DesignDocument } from '../../document/document.ts';
import type { Finding } from '../../rules/check.ts';
import type { Fix } from '../../rules/rule.ts';
import type { Range } from '../../text/range.ts';

/** A change that is offered at a place; it changes the document, or it is not offered. */
export interface Action extends Fix {
  readonly kind: ActionKind;
  /** What it mends, if it mends something. */
  readonly finding?: Finding;
}

export type ActionKind =
  | 'quickfix'
  | 'refactor.rewrite'
  | 'refactor.move'
  | 'source.fixAll.designDocs'
  | 'source.sortSections.designDocs';

/** One kind of change that an author may ask for at a place. `findings` are those that touch it, of `all`. */
export type Offer = (
  document: DesignDocument,
  within: Range,
  findings: readonly Finding[],
  all: readonly Finding[],
) => readonly Action[];
