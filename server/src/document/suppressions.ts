import type { Block, Comment } from '../markdown/blocks.ts';
import type { Markdown } from '../markdown/markdown.ts';
import { findInComments, type Placed } from '../markdown/passage.ts';
import { move, placeBlock } from '../markdown/place.ts';
import { isSuppression } from '../template/comment-directives.ts';
import type { Outline, Section } from '../template/outline.ts';
import type { Range } from '../text/range.ts';

/** A comment `<!-- design-docs-disable RULE…: reason -->`; see docs/reference.md, "Suppressions". */
export interface Suppression {
  readonly comment: Comment;
  /** The rules that it names, each where it stands. */
  readonly rules: readonly NamedRule[];
  /** Empty if none is given. */
  readonly reason: string;
  /** A section, a block or the whole file; `undefined` if nothing follows that it could speak of. */
  readonly covers: Range | undefined;
}

export interface NamedRule extends Range {
  readonly name: string;
}

/**
 * All suppressions among the top-level blocks: before a heading for its section, above the title or all headings for
 * the file, elsewhere for the block that follows.
 */
export function findSuppressions({ length }: Markdown, { ownPreamble, sections }: Outline): Suppression[] {
  const file = { start: 0, end: length };
  const covering = (covers: Range, found: readonly Suppression[]): Suppression[] =>
    found.map((each) => ({ ...each, covers }));
  const isTitle = (section: Section): boolean => section.rank === 1 && section === sections[0];
  return [
    ...covering(file, suppressionsIn(ownPreamble)),
    ...sections.flatMap((section) => [
      ...covering(isTitle(section) ? file : section, suppressionsIn(section.own.lead)),
      ...suppressionsIn(section.own.body),
    ]),
  ];
}

/** Those of a passage, each for the block that follows there. */
function suppressionsIn(placed: Placed): readonly Suppression[] {
  return findInComments(
    placed,
    suppressionsIn,
    (comment, text, blocks) =>
      isSuppression(text.slice(comment.body.start, comment.body.end))
        ? readSuppression(text, comment, following(blocks, comment))
        : undefined,
    ({ comment, rules, reason, covers }, by) => ({
      comment: placeBlock(comment, by),
      rules: rules.map((rule) => move(rule, by)),
      reason,
      covers: covers && move(covers, by),
    }),
  );
}

function following(blocks: readonly Block[], { end }: Comment): Range | undefined {
  const next = blocks.find((block) => block.start >= end && block.kind !== 'comment');
  return next && { start: next.start, end: next.end };
}

function readSuppression(text: string, comment: Comment, covers: Range | undefined): Suppression {
  const body = text.slice(comment.body.start, comment.body.end);
  // Behind another sign than a colon stands no reason, but no name either.
  const [head = '', names = '', sign = '', rest = ''] =
    /^\s*design-docs-disable([^:;\u2013\u2014]*)(?:([:;\u2013\u2014])([\s\S]*))?$/.exec(body) ?? [];
  const namesStart = comment.body.start + head.indexOf('design-docs-disable') + 'design-docs-disable'.length;
  const rules = [...names.matchAll(/[^\s,]+/g)].map(({ 0: name, index }) => ({
    name,
    start: namesStart + index,
    end: namesStart + index + name.length,
  }));
  return { comment, rules, reason: sign === ':' ? rest.trim() : '', covers };
}
