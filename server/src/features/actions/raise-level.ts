import { planRaise, type RaisePlan } from '../../document/edits/raise-level.ts';
import { linesIn } from '../../markdown/markdown.ts';
import { overlaps } from '../../text/range.ts';
import type { Action, Offer } from './action.ts';

/** On the line of the level: raise the document to each higher level, and add everything that level requires. */
export const offerRaises: Offer = (document, within) => {
  const { field, agreeing } = document.level;
  const isThere = [field, ...agreeing].some(
    (use) => use && overlaps(linesIn(document.markdown, use.range), within),
  );
  if (!field || !isThere) return [];
  return document.template.levels.flatMap((level): Action[] => {
    const raise = planRaise(document, level);
    const added = addedBy(raise);
    // While no level is set, quick fixes already set one without adding anything.
    if (raise.edits.length === 0 || (added === '' && field.reading.kind !== 'set')) return [];
    const action = { kind: 'refactor.rewrite', edits: raise.edits } as const;
    if (added === '') return [{ ...action, title: `Raise to ${level.name}` }];
    const preview = `Adds everything missing for ${level.name}`;
    return [{ ...action, title: `Raise to ${level.name}: adds ${added}`, preview }];
  });
};

/** `6 sections, 1 topic`; empty if nothing is added. */
function addedBy({ sections, topics, gates }: RaisePlan): string {
  const parts = [counted(sections, 'section'), counted(topics, 'topic'), counted(gates, 'gate')];
  return parts.filter((part) => part !== '').join(', ');
}

function counted(count: number, what: string): string {
  return count === 0 ? '' : `${count} ${what}${count === 1 ? '' : 's'}`;
}
