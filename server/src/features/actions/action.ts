import type { DesignDocument } from '../../document/document.ts';
import type { Finding } from '../../rules/check.ts';
import type { Fix } from '../../rules/rule.ts';
import type { Range } from '../../text/range.ts';

/** A change offered at a range. Each action that is offered changes the document. */
export interface Action extends Fix {
  readonly kind: ActionKind;
  /** The finding that it fixes, if there is one. */
  readonly finding?: Finding;
}

export type ActionKind =
  | 'quickfix'
  | 'refactor.rewrite'
  | 'refactor.move'
  | 'source.fixAll.designDocs'
  | 'source.sortSections.designDocs';

/** Computes one kind of action for the range `within`. `findings` are those of `all` that overlap the range. */
export type Offer = (
  document: DesignDocument,
  within: Range,
  findings: readonly Finding[],
  all: readonly Finding[],
) => readonly Action[];
