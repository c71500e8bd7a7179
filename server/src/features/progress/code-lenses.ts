import { type DesignDocument, isDone } from '../../document/document.ts';
import type { Range } from '../../text/range.ts';

/** A line above a place of the document, and what a click on it does. */
export interface CodeLens extends Range {
  readonly title: string;
  /** To the next section that is not written, or to the choice of a level; `undefined` if nothing is left to do. */
  readonly action: 'nextUnwritten' | 'setLevel' | undefined;
}

/** One line above the quality level: how many of the sections that it requires are written. */
export function codeLenses({ level: { field, level }, sections }: DesignDocument): CodeLens[] {
  if (!field || !level) return [];
  const { start, end } = field.whole;
  const required = sections.filter(({ need }) => need === 'required');
  const count = `${required.filter(isDone).length} of ${required.length}`;
  if (field.reading.kind !== 'set')
    return [{ start, end, title: `no level chosen; ready for ${level.name}: ${count}`, action: 'setLevel' }];
  const isLeft = sections.some(
    (section) =>
      (section.need === 'required' && !isDone(section)) ||
      (section.need !== 'none' && section.unanswered.length > 0),
  );
  const action = isLeft ? 'nextUnwritten' : undefined;
  return [{ start, end, title: `ready for ${level.name}: ${count}`, action }];
}
