import type { DesignDocument } from '../../document/document.ts';
import { linesIn } from '../../markdown/markdown.ts';
import { overlaps, type Range } from '../../text/range.ts';

/** Whether a range is on the title or on the line of the level. Actions for the whole document are offered there. */
export function isOnTitleOrLevel({ level, outline, markdown }: DesignDocument, within: Range): boolean {
  const title = outline.nodes[0]?.part.rank === 1 ? outline.section(0) : undefined;
  const isOnTitle = title !== undefined && overlaps(title.heading, within);
  const { field } = level;
  return isOnTitle || (field !== undefined && overlaps(linesIn(markdown, field.range), within));
}
