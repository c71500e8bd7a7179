import type { Block, Item } from '../../markdown/blocks.ts';
import { leafSource, walkBlocks } from '../../markdown/markdown.ts';
import { isSuppression } from '../../structure/directives.ts';
import { readField } from '../../structure/field.ts';
import { readPhaseMarker } from '../../structure/phase-marker.ts';
import type { Section } from '../../structure/sections.ts';
import { textsOf, wording } from '../../template/wording.ts';
import type { Range } from '../../text/range.ts';
import { similarity } from '../../text/similarity.ts';

/** A piece of a section's text that can replace another one: a block, or the first paragraph of a list item. */
export interface Piece {
  readonly kind: 'paragraph' | 'comment' | 'quote' | 'item';
  /** Its normalized text, for comparison. */
  readonly key: string;
  readonly at: Range;
  readonly source: string;
  readonly item: Item | undefined;
}

/** The pieces of blocks in order. Nested items come after their parents. */
export function* piecesOf(text: string, blocks: readonly Block[]): Generator<Piece> {
  for (const block of blocks) {
    if (block.kind === 'list') {
      for (const item of block.items) {
        const [first, ...rest] = item.blocks;
        if (first?.kind === 'paragraph') yield pieceOf('item', text, first, leafSource(text, first), item);
        yield* piecesOf(
          text,
          rest.filter(({ kind }) => kind === 'list'),
        );
      }
    } else if (block.kind === 'paragraph') {
      yield pieceOf('paragraph', text, block, leafSource(text, block));
    } else if (block.kind === 'quote') {
      yield pieceOf('quote', text, block, [...textsOf(text, block.blocks)].join('\n'));
    } else if (block.kind === 'comment' && isProse(text.slice(block.body.start, block.body.end))) {
      yield pieceOf('comment', text, block, text.slice(block.start, block.end));
    }
  }
}

function pieceOf(
  kind: Piece['kind'],
  text: string,
  { start, end }: Range,
  words: string,
  item?: Item,
): Piece {
  return { kind, key: wording(words), at: { start, end }, source: text.slice(start, end), item };
}

/** Whether a comment is text for readers, and not a phase marker, a suppression, or a directive. */
function isProse(body: string): boolean {
  return readPhaseMarker(body) === undefined && !isSuppression(body) && !/^\s*design-docs\s*:/.test(body);
}

/** The normalized texts of blocks, including comments. */
export function keysOf(text: string, blocks: readonly Block[]): Set<string> {
  const comments = [...walkBlocks(blocks)]
    .filter(({ kind }) => kind === 'comment')
    .map(({ start, end }) => text.slice(start, end));
  return new Set([...textsOf(text, blocks), ...comments].map(wording));
}

/** A section of a template with the template's source text. */
export interface SectionText {
  readonly text: string;
  readonly section: Section;
}

/** How a section's text changed from one version of its template to the next. */
export interface Revision {
  /** Whether the text did not change. */
  readonly isSame: boolean;
  /** The pieces that were removed, by key, each with the piece that replaces it, if any. */
  readonly superseded: ReadonlyMap<string, Piece | undefined>;
}

export function revisionOf(old: SectionText, now: SectionText): Revision {
  const before = [...piecesOf(old.text, old.section.blocks)];
  const after = [...piecesOf(now.text, now.section.blocks)];
  const [oldKeys, newKeys] = [keysOf(old.text, old.section.blocks), keysOf(now.text, now.section.blocks)];
  const gone = before.filter(({ key }) => !newKeys.has(key));
  const come = after.filter(({ key }) => !oldKeys.has(key));
  const superseded = new Map<string, Piece | undefined>(gone.map(({ key }) => [key, undefined]));
  for (const { from, to } of successors(before, after, gone, come)) superseded.set(from.key, to);
  return { isSame: [...oldKeys].join('\n') === [...newKeys].join('\n'), superseded };
}

interface Succession {
  readonly from: Piece;
  readonly to: Piece;
}

/** Pairs the most similar pieces first, then single pieces of one kind between the same neighbors in both versions. */
function successors(
  before: readonly Piece[],
  after: readonly Piece[],
  gone: readonly Piece[],
  come: readonly Piece[],
): Succession[] {
  const found = new Map<Piece, Piece>();
  const free = new Set(come);
  const take = (from: Piece, to: Piece): void => {
    if (found.has(from) || !free.has(to) || from.kind !== to.kind) return;
    found.set(from, to);
    free.delete(to);
  };
  const pairs = gone.flatMap((from) => come.map((to) => ({ from, to, score: likeness(from, to) })));
  for (const { from, to } of pairs.filter(({ score }) => score >= ALIKE).sort((a, b) => b.score - a.score))
    take(from, to);
  const lost = new Set(gone.filter((piece) => !found.has(piece)));
  const old = gaps(before, lost, (piece) => found.get(piece)?.key ?? piece.key);
  const now = gaps(after, new Set(free), ({ key }) => key);
  for (const [gap, [from, ...others]] of old) {
    const [to, ...rivals] = now.get(gap) ?? [];
    if (from && to && others.length === 0 && rivals.length === 0) take(from, to);
  }
  return [...found].map(([from, to]) => ({ from, to }));
}

const ALIKE = 0.5;

/** The similarity of two pieces, from 0 to 1. Pieces with the same label count as the same. */
function likeness(from: Piece, to: Piece): number {
  const [label, other] = [readField(from.source)?.name, readField(to.source)?.name];
  if (label !== undefined && label === other) return 1;
  return similarity(from.source, to.source);
}

/** Pieces without a counterpart, by their kind and by the nearest pieces around them that have one. */
function gaps(
  all: readonly Piece[],
  single: ReadonlySet<Piece>,
  keyOf: (piece: Piece) => string,
): Map<string, Piece[]> {
  const found = new Map<string, Piece[]>();
  for (const [at, piece] of all.entries()) {
    if (!single.has(piece)) continue;
    const previous = all.slice(0, at).findLast((each) => !single.has(each));
    const next = all.slice(at + 1).find((each) => !single.has(each));
    const gap = JSON.stringify([piece.kind, previous && keyOf(previous), next && keyOf(next)]);
    found.set(gap, [...(found.get(gap) ?? []), piece]);
  }
  return found;
}
