import type { Block, Comment } from '../markdown/blocks.ts';
import type { Markdown } from '../markdown/markdown.ts';
import { inComments } from '../markdown/passage.ts';
import { move, moveAll, placeBlock } from '../markdown/place.ts';
import { isSuppression } from '../structure/directives.ts';
import type { Outline } from '../structure/sections.ts';
import type { Range } from '../text/range.ts';

/** A comment `<!-- design-docs-disable RULE…: reason -->`; see docs/reference.md, "Suppressions". */
export interface Suppression {
  readonly comment: Comment;
  /** The names of rules in it. They may not exist. */
  readonly rules: readonly NamedRule[];
  /** Empty if no reason is given. */
  readonly reason: string;
  /** The covered range: a section, a block, or the file; `undefined` if nothing follows that it could cover. */
  readonly covers: Range | undefined;
}

export interface NamedRule extends Range {
  readonly name: string;
}

/**
 * All suppressions of a document, in order and in document offsets. Only top-level blocks count. One above a heading
 * covers the section, one above the title or above all headings covers the file, and any other covers the next block.
 */
export function findSuppressions({ length }: Markdown, outline: Outline): Suppression[] {
  const file = { start: 0, end: length };
  const found: Suppression[] = [];
  outline.eachCommented((passage, origin, index, role) => {
    for (const { comment, rules, reason, covers } of suppressionsIn(passage)) {
      const isFile =
        role === 'preamble' || (role === 'lead' && index === 0 && outline.nodes[0]?.part.rank === 1);
      const above = isFile ? file : role === 'lead' ? outline.section(index) : undefined;
      found.push({
        comment: placeBlock(comment, origin),
        rules: moveAll(rules, origin),
        reason,
        covers: above ? { start: above.start, end: above.end } : covers && move(covers, origin),
      });
    }
  });
  return found;
}

/** The suppressions of a passage, each covering the next block in the passage. Offsets are in the passage's text. */
const suppressionsIn = inComments((comment, text, blocks): Suppression | undefined =>
  isSuppression(text.slice(comment.body.start, comment.body.end))
    ? readSuppression(text, comment, blockAfter(blocks, comment))
    : undefined,
);

function blockAfter(blocks: readonly Block[], { end }: Comment): Range | undefined {
  const next = blocks.find((block) => block.start >= end && block.kind !== 'comment');
  return next && { start: next.start, end: next.end };
}

function readSuppression(text: string, comment: Comment, covers: Range | undefined): Suppression {
  const body = text.slice(comment.body.start, comment.body.end);
  // Only text after a colon is a reason, but a semicolon or dash also ends the list of names.
  const [head = '', names = '', separator = '', after = ''] =
    /^\s*design-docs-disable([^:;\u2013\u2014]*)(?:([:;\u2013\u2014])([\s\S]*))?$/.exec(body) ?? [];
  const namesStart = comment.body.start + head.indexOf('design-docs-disable') + 'design-docs-disable'.length;
  const rules = [...names.matchAll(/[^\s,]+/g)].map(({ 0: name, index }) => ({
    name,
    start: namesStart + index,
    end: namesStart + index + name.length,
  }));
  return { comment, rules, reason: separator === ':' ? after.trim() : '', covers };
}
