import type { DesignDocument } from '../../document/document.ts';
import type { Range } from '../../text/range.ts';
import { accountOf } from './account.ts';

/** A line above a place of the document, and what a click on it does. */
export interface CodeLens extends Range {
  readonly title: string;
  /** To the next section that is not written, or to the choice of a level; `undefined` if nothing is left to do. */
  readonly action: 'nextUnwritten' | 'setLevel' | undefined;
}

/** One line above the quality level: how many of the sections that it requires are written. */
export function codeLenses(document: DesignDocument): CodeLens[] {
  const { field, level } = document.level;
  if (!field || !level) return [];
  const { start, end } = field.whole;
  const { required, done, open } = accountOf(document);
  const count = `${done} of ${required.length}`;
  if (field.reading.kind !== 'set')
    return [{ start, end, title: `no level chosen; ready for ${level.name}: ${count}`, action: 'setLevel' }];
  const isLeft = open.some(({ section, topics }) => section.need === 'required' || topics.length > 0);
  const action = isLeft ? 'nextUnwritten' : undefined;
  return [{ start, end, title: `ready for ${level.name}: ${count}`, action }];
}
