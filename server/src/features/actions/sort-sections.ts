import type { DesignDocument } from '../../document/document.ts';
import { sortSections } from '../../document/edits/reorder.ts';
import type { Action, Offer } from './action.ts';

/** At a section out of order, if there are several: sort all sections. */
export const offerSort: Offer = (document, _, findings) => {
  const isAsked = findings.some(({ rule }) => rule === 'misplaced-section');
  return isAsked && document.misplaced.length > 1 ? sort(document, 'refactor.move') : [];
};

/** The same as a source action, wherever the cursor is. */
export function sortAll(document: DesignDocument): Action[] {
  return sort(document, 'source.sortSections.designDocs');
}

function sort(document: DesignDocument, kind: Action['kind']): Action[] {
  const edits = sortSections(document);
  const preview = 'Moves sections without changing their text';
  return edits.length > 0 ? [{ kind, title: 'Sort sections in template order', edits, preview }] : [];
}
