import type { DesignDocument } from '../../document/document.ts';
import type { Range } from '../../text/range.ts';
import { accountOf } from './account.ts';

/** A line above a range of the document. */
export interface CodeLens extends Range {
  readonly title: string;
  /** What a click does: go to the next unwritten section, or choose a level. `undefined` if nothing is left. */
  readonly action: 'nextUnwritten' | 'setLevel' | undefined;
}

/** One line above the quality level, with the number of required sections that are written. */
export function codeLenses(document: DesignDocument): CodeLens[] {
  const { field, level } = document.level;
  if (!field || !level) return [];
  const { start, end } = field.range;
  const { required, done, open } = accountOf(document);
  const progress = `${level.name}: ${done} of ${required.length} sections written`;
  if (field.reading.kind !== 'set')
    return [{ start, end, title: `Choose a level (${progress})`, action: 'setLevel' }];
  const isLeft = open.some(({ section, topics }) => section.need === 'required' || topics.length > 0);
  const action = isLeft ? 'nextUnwritten' : undefined;
  return [{ start, end, title: progress, action }];
}
