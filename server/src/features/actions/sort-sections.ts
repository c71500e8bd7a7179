import { misplacedSections, sortSections } from '../../document/reorder.ts';
import type { Action, Offer } from './action.ts';

/** At a section out of order, and as a source action: all sections in the template's order. */
export const offerSort: Offer = (document, _, findings) => {
  const isAsked = findings.some(({ rule }) => rule === 'misplaced-section');
  return isAsked && misplacedSections(document).length > 1 ? sortActions(document, 'refactor.move') : [];
};

export const offerSourceSort: Offer = (document) => sortActions(document, 'source.sortSections.designDocs');

function sortActions(document: Parameters<Offer>[0], kind: Action['kind']): Action[] {
  const edits = sortSections(document);
  const preview = 'Moves sections; their text stays as it is';
  return edits.length > 0 ? [{ kind, title: "Sort sections in the template's order", edits, preview }] : [];
}
