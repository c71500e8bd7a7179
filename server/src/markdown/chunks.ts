import { flat } from '../text/flat.ts';
import { lineAt } from '../text/lines.ts';
import type { TextEdit } from '../text/range.ts';
import type { Block, Definition, References } from './blocks.ts';
import { type ChunkTokens, readChunk, tokenizeChunk, tokenizeChunks } from './parse.ts';

/**
 * A part of a document that is parsed on its own: from one top-level heading, or the start of the text, to another
 * top-level heading, or the end of the text. A chunk does not depend on its position, so it stays the same object after
 * an edit elsewhere. All offsets are UTF-16 code units in the chunk's own text.
 */
export interface Chunk {
  readonly text: string;
  readonly blocks: readonly Block[];
  /** The link reference definitions of the document, which the blocks of this chunk were read with. */
  readonly references: References;
  /** The link reference definitions in this chunk: as blocks, and as a map by label. */
  readonly definitions: readonly Definition[];
  readonly ownReferences: References;
}

/** A document as a list of adjacent chunks, without front matter and byte order mark. */
export interface Chunks {
  readonly list: readonly Chunk[];
  /** The document offset where each chunk starts. */
  readonly starts: readonly number[];
  /** All definitions of the document, by label. If a label is defined several times, the first definition counts. */
  readonly references: References;
  /** The chunks that the last large edit removed, by their text. Undoing that edit reuses them. */
  readonly dropped: ChunksByText;
}

type ChunksByText = ReadonlyMap<string, Chunk>;

const NO_REFERENCES: References = Object.freeze({});

/**
 * Parses `text`, which starts at the offset `start` of its document. Reuses the chunks of `before` instead of parsing
 * the same text again.
 */
export function parseChunks(text: string, start: number, before?: Chunks): Chunks {
  if (!before) return parseAll(text, start);
  const { references } = before;
  const previous = byText(before.list.slice(0, -1));
  const reusable = new Map([...before.dropped, ...previous]);
  const list = read({ references, reusable, list: [], pending: text, following: [] }).list;
  const chunks = { list, starts: startsOf(list, start), references, dropped: previous };
  return withReferences(chunks, collectReferences(list));
}

/** Tokenizes many chunks at a time, because each call of the parser has a fixed cost. */
function parseAll(text: string, start: number): Chunks {
  const references: References = {};
  const list: Chunk[] = [];
  for (let at = 0, span = WINDOW; at < text.length; ) {
    const end = nextCut(text, at + span) ?? text.length;
    const source = text.slice(at, end);
    const chunks = tokenizeChunks(source);
    // The last one may continue after the window.
    const complete = end === text.length ? chunks : chunks.slice(0, -1);
    for (const tokens of complete) list.push(chunkOf(source, tokens, references));
    at += complete.at(-1)?.end ?? 0;
    span = complete.length > 0 ? WINDOW : span * 2;
  }
  // All chunks share this object. Filling it now is safe, because nothing has looked up a definition yet.
  Object.assign(references, collectReferences(list));
  return { list, starts: startsOf(list, start), references, dropped: byText([]) };
}

/** The number of UTF-16 code units to tokenize at a time. */
const WINDOW = 16_384;

/** The chunks after an edit in document offsets. The edit must not begin before the first chunk. */
export function editChunks(chunks: Chunks, { start, end, newText }: TextEdit): Chunks {
  const { list, starts, references, dropped } = chunks;
  const first = lineAt(starts, start);
  // An edit that ends where a chunk begins affects that chunk: it may join its first line to the line before.
  const after = lineAt(starts, end) + 1;
  const from = starts[first] as number;
  const affected = joined(list.slice(first, after));
  const pending = affected.slice(0, start - from) + newText + affected.slice(end - from);
  // One edit that combines several leaves most chunks between them unchanged.
  const between = list.slice(first, Math.min(after, list.length - 1));
  // An edit at the start of a chunk, or across the border of two, may also leave a chunk unchanged.
  const mayReuse = between.length > 1 || start === from;
  const reusable = mayReuse ? new Map([...dropped, ...byText(between)]) : dropped;
  const result = read({
    ...{ references, reusable, pending },
    ...{ list: list.slice(0, first), following: list.slice(after) },
  });
  const replaced = list.slice(result.kept, after + result.reread);
  const all = result.list.concat(list.slice(after + result.reread));
  const edited = {
    list: all,
    starts: startsOf(all, starts[0] as number),
    references,
    dropped: replaced.length > 2 ? byText(replaced.filter((chunk) => chunk !== list.at(-1))) : dropped,
  };
  const changed = [...replaced, ...result.list.slice(result.kept)];
  const hasDefinitions = changed.some(({ ownReferences }) => ownReferences !== NO_REFERENCES);
  return hasDefinitions ? withReferences(edited, collectReferences(all)) : edited;
}

/** The same chunks with their starts increased by `by` UTF-16 code units. */
export function moveChunks(chunks: Chunks, by: number): Chunks {
  return by === 0 ? chunks : { ...chunks, starts: chunks.starts.map((start) => start + by) };
}

/** The joined text of adjacent chunks. */
export function joined(chunks: readonly Chunk[]): string {
  return chunks.length === 1 ? (chunks[0] as Chunk).text : chunks.map(({ text }) => text).join('');
}

interface ReadRequest {
  readonly references: References;
  readonly reusable: ChunksByText;
  /** The unchanged chunks before the pending text. The chunks that are read are appended to it. */
  readonly list: Chunk[];
  /** The text to read, and the previous chunks after it, which stay unchanged unless the text runs into them. */
  readonly pending: string;
  readonly following: readonly Chunk[];
}

interface ReadResult {
  readonly list: readonly Chunk[];
  /**
   * How many of the chunks before the pending text stayed unchanged, and how many of those after it were read again.
   */
  readonly kept: number;
  readonly reread: number;
}

/** Reads the pending text, and the chunks around it as far as the text changes them. */
function read({ references, reusable, list, following, pending: text }: ReadRequest): ReadResult {
  let pending = text;
  let kept = list.length;
  let reread = 0;
  // The pending text cannot be cut before this offset.
  let uncut = 0;
  let minimumSpan = 1;
  const nextEnd = (from: number): number => {
    if (from < pending.length) return nextCut(pending, from) ?? pending.length;
    pending += following[reread++]?.text ?? '';
    return pending.length;
  };
  // A chunk occurs only once in a document, because it has one position. Text that occurs twice is parsed twice.
  let used: Set<Chunk> | undefined;
  const isFree = (chunk: Chunk): boolean => {
    used ??= new Set([...list, ...following.slice(reread)]);
    return !used.has(chunk);
  };
  const readOne = (): Chunk => {
    let end = uncut;
    // If the text cannot end here because something is not closed, try again with twice as many candidate headings.
    for (let span = minimumSpan; ; span *= 2) {
      for (let nth = 0; nth < span && (end < pending.length || reread < following.length); nth++)
        end = nextEnd(end);
      const source = pending.slice(0, end);
      const same = reusable.size > 0 ? reusable.get(source) : undefined;
      if (same && isFree(same) && (same.references === references || !mayHaveLinks(same))) return same;
      const tokens = tokenizeChunk(source, end < pending.length || reread < following.length);
      if (tokens) return chunkOf(source, tokens, references);
    }
  };
  while (pending !== '') {
    const chunk = readOne();
    const before = list.at(-1);
    if (before && !beginsWithHeading(chunk)) {
      // The chunk does not start with a heading, so its text continues the chunk before.
      list.pop();
      pending = before.text + pending;
      uncut = before.text.length;
      // A line that only looked like a heading is often followed by more such lines.
      minimumSpan *= 2;
      kept = Math.min(kept, list.length);
    } else {
      list.push(chunk);
      used?.add(chunk);
      pending = pending.slice(chunk.text.length);
      uncut = 0;
      minimumSpan = 1;
    }
  }
  return { list, kept, reread };
}

function chunkOf(source: string, tokens: ChunkTokens, references: References): Chunk {
  const text = flat(source.slice(tokens.start, tokens.end));
  const ownReferences = tokens.ownReferences ?? NO_REFERENCES;
  return { text, references, ownReferences, ...readChunk(text, tokens, references) };
}

function beginsWithHeading({ text, blocks: [first] }: Chunk): boolean {
  return text.startsWith('#') && first?.kind === 'heading' && !first.setext;
}

/** The start of the next line after `from` that looks like a heading, where the text may be cut. */
function nextCut(text: string, from: number): number | undefined {
  const heading = /(?<=[\r\n])#{1,6}(?=[ \t\r\n]|$)/g;
  heading.lastIndex = from + 1;
  return heading.exec(text)?.index;
}

function startsOf(chunks: readonly Chunk[], first: number): number[] {
  let at = first;
  return chunks.map(({ text }) => {
    const start = at;
    at += text.length;
    return start;
  });
}

function byText(chunks: readonly Chunk[]): ChunksByText {
  return new Map(chunks.map((chunk) => [chunk.text, chunk]));
}

/** The first definition of each label (CommonMark 0.31, section 4.7). */
function collectReferences(chunks: readonly Chunk[]): References {
  const defining = chunks.filter(({ ownReferences }) => ownReferences !== NO_REFERENCES);
  if (defining.length === 0) return NO_REFERENCES;
  const all: Record<string, References[string]> = {};
  for (const { ownReferences } of defining)
    for (const [label, reference] of Object.entries(ownReferences))
      if (!Object.hasOwn(all, label)) all[label] = reference;
  return all;
}

/**
 * The same chunks with other definitions. Only chunks that may contain links are read again. Returns `chunks` if the
 * definitions are equal.
 */
function withReferences(chunks: Chunks, references: References): Chunks {
  if (areEqual(chunks.references, references)) return chunks;
  const last = chunks.list.length - 1;
  const list = chunks.list.map((chunk, index) => {
    const tokens = mayHaveLinks(chunk) ? tokenizeChunk(chunk.text, index < last) : undefined;
    return tokens ? chunkOf(chunk.text, tokens, references) : chunk;
  });
  return { ...chunks, list, references };
}

function mayHaveLinks({ text }: Chunk): boolean {
  return text.includes('[');
}

function areEqual(one: References, other: References): boolean {
  const labels = Object.keys(one);
  return (
    labels.length === Object.keys(other).length &&
    labels.every(
      (label) => one[label]?.href === other[label]?.href && one[label]?.title === other[label]?.title,
    )
  );
}
