import { difference } from '../../document/reorder.ts';
import type { Finding } from '../../rules/check.ts';
import { applyEdits, type TextEdit } from '../../text/range.ts';
import type { Action } from './action.ts';

/** More rounds than fixes can depend on each other: a level makes a marker judged, a marker a suppression unused. */
const MOST_ROUNDS = 8;

/** All safe fixes at once, so often that none is left; `find` gives the findings of a text. */
export function fixAll(text: string, find: (text: string) => readonly Finding[]): Action[] {
  let now = text;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const next = applyEdits(now, safeEdits(find(now)));
    if (next === now) break;
    now = next;
  }
  const edits = difference(text, now);
  const title = 'Fix all safe findings';
  return edits.length > 0 ? [{ kind: 'source.fixAll.designDocs', title, edits }] : [];
}

/** The edits of the safe fixes, of those that would touch each other only the first. */
function safeEdits(findings: readonly Finding[]): TextEdit[] {
  const chosen: TextEdit[] = [];
  for (const finding of findings) {
    const fix = finding.fixes().find(({ preferred, safe }) => preferred && safe);
    const isApart = fix?.edits.every(({ start, end }) =>
      chosen.every((each) => end < each.start || each.end < start),
    );
    if (fix && isApart) chosen.push(...fix.edits);
  }
  return chosen;
}
