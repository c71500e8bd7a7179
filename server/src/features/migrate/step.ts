import type { DesignDocument } from '../../document/document.ts';
import type { Finding } from '../../rules/check.ts';
import type { TextEdit } from '../../text/range.ts';
import type { Lineage } from './lineage.ts';

/** A document in its current state, with its findings. */
export interface CheckedDocument {
  readonly document: DesignDocument;
  readonly findings: readonly Finding[];
}

/** One kind of change that migrates a document to its template. */
export type Step = (checked: CheckedDocument, lineage: Lineage | undefined) => Plan;

export interface Plan {
  readonly changes: readonly Change[];
  readonly notes: readonly Note[];
}

/** Edits that are applied together or not at all. */
export interface Change {
  /** The title of the section that changes. */
  readonly about: string;
  readonly edits: readonly TextEdit[];
  /** The note for the author after the change is applied; set if it removes something. */
  readonly done?: string;
}

/** A note for the author: what was left alone and why, or what was removed. */
export interface Note {
  readonly about: string;
  readonly text: string;
}

export function leftAlone(about: string, why: string): Note {
  return { about, text: `${why}; left alone` };
}
