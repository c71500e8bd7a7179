import type { Binding } from '../../document/bind.ts';
import type { DesignDocument } from '../../document/document.ts';
import { removeLines } from '../../document/edits/whole-lines.ts';
import { formLines } from '../../document/form-lines.ts';
import type { Item } from '../../markdown/blocks.ts';
import { type Markdown, walkBlocks } from '../../markdown/markdown.ts';
import type { Section } from '../../structure/sections.ts';
import type { Template } from '../../template/template.ts';
import { textsOf, wording } from '../../template/wording.ts';
import { lineBreakOf, lineRangeAt } from '../../text/lines.ts';
import { overlaps, type Range, type TextEdit } from '../../text/range.ts';
import { keysOf, type Piece, piecesOf, type Revision, revisionOf, type SectionText } from './guidance.ts';
import type { Lineage } from './lineage.ts';
import type { Change, Plan, Step } from './step.ts';

/** Replaces unanswered text of the old template with the current template's text. */
export const renewGuidance: Step = ({ document }, lineage): Plan => ({
  changes: lineage ? revised(document, lineage).flatMap((each) => renew(document, each)) : [],
  notes: [],
});

/** A section of the document, with its old and its current text in the template. */
interface RevisedSection {
  readonly section: Section;
  readonly old: SectionText;
  readonly now: SectionText;
}

function revised({ outline, binding, template }: DesignDocument, { old, oldOf }: Lineage): RevisedSection[] {
  const written = ({ markdown: { text } }: Template, section: Section): SectionText => ({ text, section });
  const titles = [titleOf(old), titleOf(template)];
  return outline.sections.flatMap((section, index): RevisedSection[] => {
    const known = isSettled(binding, section)
      ? (binding.templates.get(section) ?? binding.repeats.get(section))
      : undefined;
    const former = known && oldOf.get(known);
    if (former) return [{ section, old: written(old, former.source), now: written(template, known.source) }];
    const [before, after] = titles;
    const isTitle = index === 0 && section.rank === 1 && !known;
    return isTitle && before && after
      ? [{ section, old: written(old, before), now: written(template, after) }]
      : [];
  });
}

/** Whether a heading is bound by its exact name and rank. */
function isSettled({ misspelled, wrongRank }: Binding, section: Section): boolean {
  return !misspelled.has(section) && !wrongRank.has(section);
}

function titleOf({ outline, sections }: Template): Section | undefined {
  const [first] = outline.sections;
  return first?.rank === 1 && !sections.some(({ source }) => source === first) ? first : undefined;
}

function renew({ markdown }: DesignDocument, { section, old, now }: RevisedSection): Change[] {
  const revision = revisionOf(old, now);
  if (revision.isSame || section.blocks.length === 0) return [];
  const about = section.title;
  const whole = wholeText(markdown, section, old, now);
  if (whole) return whole.newText === '' ? [] : [{ about, edits: [whole] }];
  return piecewise(markdown, section, keysOf(old.text, old.section.blocks), revision).map((edits) => ({
    about,
    edits,
  }));
}

/** The edit that replaces a whole section's text; `undefined` unless all of it is the old template's. */
function wholeText(
  { text, definitions }: Markdown,
  { blocks }: Section,
  old: SectionText,
  now: SectionText,
): TextEdit | undefined {
  const oldKeys = keysOf(old.text, old.section.blocks);
  const isOld = [...keysOf(text, blocks)].every((key) => oldKeys.has(key));
  const mayHoldBreak = old.section.blocks.some(({ kind }) => kind === 'break');
  // A thematic break before the next heading is the author's.
  const last = blocks.findLastIndex(({ kind }) => mayHoldBreak || kind !== 'break');
  const hasOwnBreak = !mayHoldBreak && blocks.slice(0, last).some(({ kind }) => kind === 'break');
  const within = linesOf(text, blocks[0], blocks[last]);
  if (!isOld || hasOwnBreak || !within || isDefinedIn(definitions, within)) return undefined;
  const said = linesOf(now.text, now.section.blocks[0], now.section.blocks.at(-1));
  const newText = said ? withBreaks(now.text.slice(said.start, said.end), lineBreakOf(text)) : '';
  return { ...within, newText };
}

function linesOf(text: string, first: Range | undefined, last: Range | undefined): Range | undefined {
  return first && last && { start: lineRangeAt(text, first.start).start, end: last.end };
}

function isDefinedIn(definitions: Markdown['definitions'], within: Range): boolean {
  return [...definitions.values()].some((definition) => overlaps(within, definition));
}

function withBreaks(source: string, lineBreak: string): string {
  return source.replace(/\r\n?|\n/g, lineBreak);
}

/** For each unanswered piece of the old template, the edits that replace or remove it. */
function piecewise(
  markdown: Markdown,
  { blocks }: Section,
  oldKeys: ReadonlySet<string>,
  { superseded }: Revision,
): TextEdit[][] {
  const { text } = markdown;
  const pieces = [...piecesOf(text, blocks)];
  const there = new Set(pieces.map(({ key }) => key));
  const wordings = { includes: (source: string) => oldKeys.has(wording(source)) };
  const forms = new Set(formLines(text, [...blocks], { wordings }).map(({ start }) => start));
  const isStale = ({ key, at }: Piece): boolean => superseded.has(key) && !forms.has(at.start);
  const successorOf = ({ key }: Piece): Piece | undefined => {
    const next = superseded.get(key);
    return next && !there.has(next.key) ? next : undefined;
  };
  const isAnswered = (item: Item): boolean => {
    const nested = item.blocks.slice(1);
    const holdsOther = [...walkBlocks(nested)].some(({ kind }) => kind !== 'paragraph' && kind !== 'list');
    return holdsOther || [...textsOf(text, nested)].some((source) => !oldKeys.has(wording(source)));
  };
  const mayGo = (piece: Piece): boolean =>
    [piece, ...piecesOf(text, piece.item?.blocks.slice(1) ?? [])].every(
      (each) => isStale(each) && !successorOf(each),
    );
  let removedTo = -1;
  return pieces.flatMap((piece): TextEdit[][] => {
    if (piece.at.start < removedTo || !isStale(piece)) return [];
    if (piece.item && isAnswered(piece.item)) return [];
    if (isDefinedIn(markdown.definitions, piece.item ?? piece.at)) return [];
    const next = successorOf(piece);
    if (next) return [[replacePiece(text, piece, next)]];
    if (!mayGo(piece)) return [];
    removedTo = (piece.item ?? piece.at).end;
    return [removeLines(markdown, piece.item ?? piece.at)].filter((edits) => edits.length > 0);
  });
}

/** Replaces a piece with another one, indented like the old one. */
function replacePiece(text: string, { at }: Piece, { source }: Piece): TextEdit {
  const before = text.slice(lineRangeAt(text, at.start).start, at.start);
  const indent = lineBreakOf(text) + before.replace(/[^\s>]/g, ' ');
  const lines = source.split(/\r\n?|\n/);
  const least = Math.min(...lines.slice(1).map((line) => line.length - line.trimStart().length));
  return { ...at, newText: lines.map((line, nth) => (nth === 0 ? line : line.slice(least))).join(indent) };
}
