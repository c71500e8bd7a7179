import { sectionOf } from '../../document/document.ts';
import { renameHeading } from '../../document/edits/headings.ts';
import { overlaps } from '../../text/range.ts';
import type { Action, Offer } from './action.ts';

/** On a heading that is an alias of its section: rename it to the template's current heading. */
export const offerRename: Offer = (document, within) =>
  document.sections.flatMap((bound): Action[] => {
    const { known } = bound;
    const { binding, markdown } = document;
    const section = sectionOf(document, bound);
    const isFormer = section && known.names.indexOf(section.name) > 0 && !binding.misspelled.has(section);
    if (!isFormer || !overlaps(section.heading, within)) return [];
    const edits = [renameHeading(markdown.text, section.heading, known.title)];
    return [{ kind: 'refactor.rewrite', title: `Rename to “${known.title}”`, edits, renames: section }];
  });
