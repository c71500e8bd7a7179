import type { DesignDocument } from '../../document/document.ts';
import type { Finding } from '../../rules/check.ts';
import type { TextEdit } from '../../text/range.ts';
import type { Lineage } from './lineage.ts';

/** A document as it is now, with all that is found in it. */
export interface Judged {
  readonly document: DesignDocument;
  readonly findings: readonly Finding[];
}

/** One kind of change that brings a document to its template. */
export type Step = (judged: Judged, lineage: Lineage | undefined) => Plan;

export interface Plan {
  readonly changes: readonly Change[];
  readonly notes: readonly Note[];
}

/** Edits that are done together or not at all. */
export interface Change {
  /** The title of the section that it is about. */
  readonly about: string;
  readonly edits: readonly TextEdit[];
  /** What the author is told once it is done, if it takes something away. */
  readonly done?: string;
}

/** Something that the author is told: what was left alone and why, or what was taken away. */
export interface Note {
  readonly about: string;
  readonly text: string;
}

export function leftAlone(about: string, why: string): Note {
  return { about, text: `${why}; left alone` };
}
