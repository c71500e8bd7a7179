import { type BoundSection, type DesignDocument, sectionOf } from '../../document/document.ts';
import { firstThatKeepsBlocks } from '../../markdown/keeps-blocks.ts';
import type { Markdown } from '../../markdown/markdown.ts';
import { allBlocks, type Section } from '../../structure/sections.ts';
import { lineBreakOf, lineRangeAt } from '../../text/lines.ts';
import { overlaps, type TextEdit } from '../../text/range.ts';
import type { Offer } from './action.ts';
import { isOnTitleOrLevel } from './places.ts';
import { isTemplatesAlone } from './templates-alone.ts';

/** On the level, the title, and each such section: remove the sections that are unwritten and not required. */
export const offerUnneededRemoval: Offer = (document, within) => {
  const { level } = document;
  const unneeded = unneededSections(document);
  if (level.field?.reading.kind !== 'set' || unneeded.length === 0) return [];
  const isOnOne = unneeded.some(({ heading }) => overlaps(heading, within));
  if (!isOnOne && !isOnTitleOrLevel(document, within)) return [];
  const one = unneeded.length === 1;
  const what = one ? 'the unwritten section' : `the ${unneeded.length} unwritten sections`;
  const { name } = level.field.reading.level;
  return [
    {
      kind: 'refactor.rewrite',
      title: `Remove ${what} that ${name} does not require`,
      edits: removeSections(document.markdown, unneeded),
      preview: `Removes ${what}`,
    },
  ];
};

/** In document order, without those nested in another one. */
function unneededSections(document: DesignDocument): Section[] {
  const unneeded = document.sections.flatMap((bound) =>
    isUnneeded(document, bound) ? (sectionOf(document, bound) ?? []) : [],
  );
  return unneeded
    .filter((section) => !unneeded.some((other) => other === section.parent))
    .sort((a, b) => a.start - b.start);
}

function isUnneeded(document: DesignDocument, bound: BoundSection): boolean {
  const { known, state, need } = bound;
  const { template, markdown } = document;
  if (state !== 'unwritten' || need !== 'none') return false;
  const section = sectionOf(document, bound) as Section;
  if (known.policy['may-be-empty'] || template.levelField?.section === known) return false;
  return isTemplatesAlone(markdown, [...section.lead, ...allBlocks(section)], section);
}

/** The edits that remove sections with the white space after them, or before them at the end of the document. */
export function removeSections(markdown: Markdown, sections: readonly Section[]): TextEdit[] {
  const { text } = markdown;
  const edits: TextEdit[] = [];
  for (const { start, end } of sections) {
    const last = edits.at(-1);
    if (last?.end === start) edits.splice(-1, 1, { ...last, end });
    else edits.push({ start, end, newText: '' });
  }
  return edits.flatMap((edit) => {
    if (edit.end === text.length) return removeEnd(text, edit.start);
    // The block above may need a blank line to stay separate from the block that now follows.
    return firstThatKeepsBlocks(markdown, [edit, { ...edit, newText: lineBreakOf(text) }]);
  });
}

/** Keeps the end of the document as it was, with the same line break or none. */
function removeEnd(text: string, from: number): TextEdit {
  const above = text.slice(0, from).trimEnd();
  const start = above === '' ? from : lineRangeAt(text, above.length).end;
  return { start, end: lineRangeAt(text, text.trimEnd().length).end, newText: '' };
}
