import type { Block } from '../../markdown/blocks.ts';
import { type Markdown, walkBlocks } from '../../markdown/markdown.ts';
import { readPhaseMarker } from '../../structure/phase-marker.ts';
import { overlaps, type Range } from '../../text/range.ts';

/**
 * Whether an unwritten section has nothing of the author's, and can be removed without loss. Comments, HTML, and link
 * definitions do not change the state of a section, but can be the author's. Phase markers are the template's.
 */
export function isTemplatesAlone(
  { text, definitions }: Markdown,
  blocks: readonly Block[],
  within: Range,
): boolean {
  const isOwn = (block: Block): boolean =>
    block.kind === 'html' ||
    (block.kind === 'comment' && !readPhaseMarker(text.slice(block.body.start, block.body.end)));
  const defined = [...definitions.values()].some((definition) => overlaps(within, definition));
  return !defined && ![...walkBlocks([...blocks])].some(isOwn);
}
