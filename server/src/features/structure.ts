import { boundOf, type DesignDocument } from '../document/document.ts';
import type { Block } from '../markdown/blocks.ts';
import type { Chunk } from '../markdown/chunks.ts';
import { type Markdown, walkBlocks } from '../markdown/markdown.ts';
import { chunkAt, chunksOf, type Located } from '../markdown/passage.ts';
import { moveAll, placeBlocks } from '../markdown/place.ts';
import type { Outline, Section } from '../structure/sections.ts';
import { memo } from '../text/memo.ts';
import { contains, type Range } from '../text/range.ts';
import { phaseAndState } from './progress/describe.ts';

/** Headings as a tree, for editors whose Markdown support does not have one. */
export interface DocumentSymbol {
  readonly name: string;
  /** `Phase 1 · draft`; `undefined` for headings that are not in the template. */
  readonly detail: string | undefined;
  readonly range: Range;
  readonly selection: Range;
  readonly children: readonly DocumentSymbol[];
}

/** The headings of an outline. Details are included if there is a document. */
export function documentSymbols(outline: Outline, document: DesignDocument | undefined): DocumentSymbol[] {
  const symbol = (section: Section): DocumentSymbol => {
    const { start, end, heading, title } = section;
    return {
      name: title || '(no title)',
      detail: document && phaseAndStateOf(document, section),
      range: { start, end },
      selection: heading,
      children: section.children.map(symbol),
    };
  };
  return outline.sections.filter((section) => !section.parent).map(symbol);
}

/** `Phase 1 · draft`; `undefined` for a heading that is not in the template. */
export function phaseAndStateOf(document: DesignDocument, section: Section): string | undefined {
  const bound = boundOf(document, section);
  return bound && phaseAndState(bound);
}

export interface FoldingRange extends Range {
  readonly kind: 'section' | 'comment' | 'block';
}

/** Sections of more than one line, starting at their headings. */
export function foldSections({ text }: Markdown, outline: Outline): FoldingRange[] {
  const sections = outline.sections.map(({ heading, end }): FoldingRange => {
    return {
      kind: 'section',
      start: heading.start,
      end: heading.start + text.slice(heading.start, end).trimEnd().length,
    };
  });
  return sections.filter(({ start, end }) => hasLines(text.slice(start, end)));
}

/** Sections, comments, code, lists, tables, HTML, and quotes of more than one line. */
export function foldingRanges(markdown: Markdown, outline: Outline): FoldingRange[] {
  return [...foldSections(markdown, outline), ...chunksOf(markdown).flatMap(foldedIn)];
}

function foldedIn({ passage, at }: Located<Chunk>): readonly FoldingRange[] {
  return moveAll(foldedInChunk(passage), at);
}

const foldedInChunk = memo(({ text, blocks }: Chunk): readonly FoldingRange[] =>
  walkBlocks(blocks).flatMap(({ kind, start, end }): FoldingRange[] => {
    const isFolded = kind === 'comment' || FOLDED.has(kind);
    if (!isFolded || !hasLines(text.slice(start, end))) return [];
    return [{ kind: kind === 'comment' ? kind : 'block', start, end }];
  }),
);

function hasLines(text: string): boolean {
  return /[\r\n]/.test(text);
}

const FOLDED = new Set<Block['kind']>(['code', 'list', 'table', 'html', 'quote']);

/** The blocks and sections around `offset`, innermost first. Each range is larger than the one before. */
export function selectionRanges(markdown: Markdown, outline: Outline, offset: number): Range[] {
  const chunk = chunkAt(markdown, offset);
  const around = chunk ? placeBlocks(chunk.passage.blocks, chunk.at) : [];
  const blocks = walkBlocks(around).filter((block) => contains(block, offset));
  const items = blocks.flatMap((block) =>
    block.kind === 'list' ? block.items.filter((item) => contains(item, offset)) : [],
  );
  const sections = outline.sections.filter((section) => contains(section, offset));
  const all: Range[] = [...blocks, ...items, ...sections, { start: 0, end: markdown.length }];
  const sorted = all
    .map(({ start, end }) => ({ start, end }))
    .sort((a, b) => b.start - a.start || a.end - b.end);
  const chosen: Range[] = [];
  for (const range of sorted) {
    const inner = chosen.at(-1);
    const isWider =
      !inner ||
      (range.start <= inner.start &&
        range.end >= inner.end &&
        range.end - range.start > inner.end - inner.start);
    if (isWider) chosen.push(range);
  }
  return chosen;
}
