import { keepsBlocks } from '../../markdown/keeps-blocks.ts';
import type { Markdown } from '../../markdown/markdown.ts';
import { readOutline } from '../../structure/sections.ts';
import { contains, type TextEdit } from '../../text/range.ts';
import { anchorsOf } from '../navigation/anchors.ts';
import { type Open, readPage } from '../navigation/links.ts';
import { withLinks } from '../navigation/rename.ts';
import { type Change, leftAlone, type Note } from './step.ts';

/** By the name that a heading had for links: the one that it has now; `undefined` if it is gone. */
export type Anchors = ReadonlyMap<string, string | undefined>;

export interface Carried {
  readonly markdown: Markdown;
  /** Those of all headings; none if nothing was changed. */
  readonly anchors: Anchors;
  readonly notes: readonly Note[];
}

/**
 * Makes those changes that leave everything else what it is, and lets the document's own links follow its headings. A
 * change that would touch another one waits; one that would do harm is told of.
 */
export function carryOut(source: Open, changes: readonly Change[]): Carried {
  const { chosen, harmful } = choose(source.markdown, changes);
  const own = chosen.flatMap(({ edits }) => edits);
  if (own.length === 0)
    return { markdown: source.markdown, anchors: new Map(), notes: harmful.map(harmNote) };
  const names = namesAfter(source.markdown, own);
  const page = readPage(source, readOutline(source.markdown));
  const [change] = withLinks(page, own, [...names.values()] as string[], [page]).changes;
  return {
    markdown: change ? source.markdown.edit(change.edits) : source.markdown,
    anchors: names,
    notes: [
      ...chosen.flatMap(({ about, done }) => (done === undefined ? [] : [{ about, text: done }])),
      ...harmful.map(harmNote),
    ],
  };
}

function harmNote({ about }: Change): Note {
  return leftAlone(about, 'a change there would make something else of what stands around it');
}

function choose(markdown: Markdown, changes: readonly Change[]): { chosen: Change[]; harmful: Change[] } {
  const chosen: Change[] = [];
  const harmful: Change[] = [];
  for (const change of changes) {
    const others = chosen.flatMap(({ edits }) => edits);
    const isApart = change.edits.every(({ start, end }) =>
      others.every((other) => end < other.start || other.end < start),
    );
    if (!keepsBlocks(markdown, change.edits)) harmful.push(change);
    else if (isApart && keepsBlocks(markdown, [...others, ...change.edits])) chosen.push(change);
  }
  return { chosen, harmful };
}

/** The names of all anchors after some edits, by those before, in their order. */
function namesAfter(markdown: Markdown, edits: readonly TextEdit[]): Map<string, string | undefined> {
  const before = anchorsOf(markdown);
  const after = anchorsOf(markdown.edit(edits));
  return new Map(
    before.map(({ name, heading }) => {
      const isGone = edits.some(
        ({ start, end, newText }) => start <= heading.start && heading.end <= end && newText.trim() === '',
      );
      const shift = edits
        .filter(({ end }) => end <= heading.start)
        .reduce((sum, { start, end, newText }) => sum + newText.length - (end - start), 0);
      const now = after.find((anchor) => contains(anchor.heading, heading.start + shift));
      return [name, isGone ? undefined : now?.name];
    }),
  );
}
