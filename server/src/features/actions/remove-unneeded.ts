import type { BoundSection, DesignDocument } from '../../document/document.ts';
import { walkBlocks } from '../../markdown/markdown.ts';
import { allBlocks, type Section } from '../../template/outline.ts';
import { readPhaseMarker } from '../../template/phase-marker.ts';
import { lineRangeAt } from '../../text/lines.ts';
import { overlaps, type Range, type TextEdit } from '../../text/range.ts';
import type { Offer } from './action.ts';

/** On the level, the title, and on such a section: those that hold only the template's text and are not asked for. */
export const offerUnneededRemoval: Offer = (document, within) => {
  const { level, outline } = document;
  const unneeded = unneededSections(document);
  if (level.field?.reading.kind !== 'set' || unneeded.length === 0) return [];
  const [title] = outline.sections;
  const places: readonly (Range | undefined)[] = [
    level.field.whole,
    title?.rank === 1 ? title.heading : undefined,
    ...unneeded.map(({ heading }) => heading),
  ];
  if (!places.some((place) => place && overlaps(place, within))) return [];
  const edits = unneeded.map((section) => remove(document, section, unneeded));
  const one = unneeded.length === 1;
  const what = one ? 'the unwritten section' : `the ${unneeded.length} unwritten sections`;
  const { name } = level.field.reading.level;
  return [
    {
      kind: 'refactor.rewrite',
      title: `Remove ${what} that ${name} does not need`,
      edits: edits.filter(({ start, end }) => start < end),
      preview: `Removes ${what}, in which nothing is written`,
    },
  ];
};

function unneededSections(document: DesignDocument): Section[] {
  const unneeded = document.sections.flatMap((bound) =>
    bound.section && isUnneeded(document, bound) ? [bound.section] : [],
  );
  return unneeded.filter((section) => !unneeded.some((other) => other === section.parent));
}

function isUnneeded({ template, markdown }: DesignDocument, bound: BoundSection): boolean {
  const { known, section, state, need } = bound;
  if (!section || state !== 'unwritten' || need !== 'none') return false;
  if (known.policy['may-be-empty'] || template.levelField?.section === known) return false;
  const isOwn = (range: { readonly body: Range }): boolean =>
    readPhaseMarker(markdown.text.slice(range.body.start, range.body.end)) === undefined;
  const blocks = [...section.lead, ...walkBlocks([...allBlocks(section)])];
  return !blocks.some((block) => block.kind === 'html' || (block.kind === 'comment' && isOwn(block)));
}

/** With the blank lines behind it; at the end of the document with those in front of it. */
function remove(
  { markdown: { text } }: DesignDocument,
  { start, end }: Section,
  unneeded: readonly Section[],
): TextEdit {
  const last = lineRangeAt(text, start + text.slice(start, end).trimEnd().length).end;
  if (end < text.length) return { start, end, newText: '' };
  // What is removed with it leaves the same white space behind.
  const first = [...unneeded]
    .reverse()
    .reduce((at, section) => (section.end === at ? section.start : at), start);
  const above = text.slice(0, first).trimEnd();
  if (first !== start || above === '') return { start, end: above === '' ? end : last, newText: '' };
  return { start: lineRangeAt(text, above.length).end, end: last, newText: '' };
}
