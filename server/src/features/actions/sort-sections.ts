import type { DesignDocument } from '../../document/document.ts';
import { sortSections } from '../../document/edits/reorder.ts';
import type { Action, Offer } from './action.ts';

/** At a section out of order, if there are more: all sections in the template's order. */
export const offerSort: Offer = (document, _, findings) => {
  const isAsked = findings.some(({ rule }) => rule === 'misplaced-section');
  return isAsked && document.misplaced.length > 1 ? sort(document, 'refactor.move') : [];
};

/** The same for the whole document, wherever the cursor is. */
export function sortAll(document: DesignDocument): Action[] {
  return sort(document, 'source.sortSections.designDocs');
}

function sort(document: DesignDocument, kind: Action['kind']): Action[] {
  const edits = sortSections(document);
  const preview = 'Moves sections; their text stays as it is';
  return edits.length > 0 ? [{ kind, title: "Sort sections in the template's order", edits, preview }] : [];
}
