import { keepsBlocks } from '../../markdown/keeps-blocks.ts';
import type { Markdown } from '../../markdown/markdown.ts';
import { readOutline } from '../../structure/sections.ts';
import { contains, type TextEdit } from '../../text/range.ts';
import { anchorsOf } from '../navigation/anchors.ts';
import { type MarkdownFile, readPage } from '../navigation/links.ts';
import { withLinks } from '../navigation/rename.ts';
import { type Change, leftAlone, type Note } from './step.ts';

/** Old anchor names of headings with their new names; `undefined` for headings that were removed. */
export type AnchorChanges = ReadonlyMap<string, string | undefined>;

export interface AppliedChanges {
  readonly markdown: Markdown;
  /** The anchors of all headings; empty if nothing changed. */
  readonly anchors: AnchorChanges;
  readonly notes: readonly Note[];
}

/**
 * Applies the changes that do not affect other text, and updates the document's own links to its headings. A change that
 * touches another one waits for the next round. A harmful change is not applied and gets a note.
 */
export function applyChanges(source: MarkdownFile, changes: readonly Change[]): AppliedChanges {
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
  return leftAlone(about, 'a change there would affect the text around it');
}

function choose(markdown: Markdown, changes: readonly Change[]): { chosen: Change[]; harmful: Change[] } {
  const chosen: Change[] = [];
  const harmful: Change[] = [];
  for (const change of changes) {
    const others = chosen.flatMap(({ edits }) => edits);
    const isSeparate = change.edits.every(({ start, end }) =>
      others.every((other) => end < other.start || other.end < start),
    );
    if (!keepsBlocks(markdown, change.edits)) harmful.push(change);
    else if (isSeparate && keepsBlocks(markdown, [...others, ...change.edits])) chosen.push(change);
  }
  return { chosen, harmful };
}

/** The new names of all anchors after some edits by their old names, in document order. */
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
