import type { DesignDocument } from '../../document/document.ts';
import { wholeLines } from '../../text/lines.ts';
import { overlaps, type Range } from '../../text/range.ts';

/** Whether a range is on the title or on the line of the level. Actions for the whole document are offered there. */
export function isOnTitleOrLevel({ level, outline, markdown }: DesignDocument, within: Range): boolean {
  const [title] = outline.sections;
  const isOnTitle = title?.rank === 1 && overlaps(title.heading, within);
  const { field } = level;
  return isOnTitle || (field !== undefined && overlaps(wholeLines(markdown.text, field.whole), within));
}
