import { flat } from '../text/flat.ts';
import { lineAt } from '../text/lines.ts';
import type { Memory } from '../text/memory.ts';
import type { TextEdit } from '../text/range.ts';
import type { Block, Definition, References } from './blocks.ts';
import { type Draft, parseDraft, readDraft } from './parse.ts';

/**
 * A stretch of a document that is parsed by itself: from one top-level heading to another, or from where the text
 * begins. It is the same wherever it stands, so that edits elsewhere leave it as it is. All offsets are into its own
 * text.
 */
export interface Chunk {
  readonly text: string;
  readonly blocks: readonly Block[];
  /** The document's link reference definitions, by which its own text is read. */
  readonly references: References;
  /** The definitions in it, and what they say by label. */
  readonly definitions: readonly Definition[];
  readonly own: References;
  /** What others found out about it. */
  readonly memory: Memory;
}

/** A document as chunks, one behind the other. */
export interface Chunks {
  readonly list: readonly Chunk[];
  /** Where each begins in the document. */
  readonly starts: readonly number[];
  /** What all definitions say by label; of several for one label the first counts. */
  readonly references: References;
  /** Chunks that an edit took out when it took out many, by their text: what is undone brings them back. */
  readonly dropped: Known;
}

type Known = ReadonlyMap<string, Chunk>;

const NO_CHUNKS: Known = new Map();
const NOTHING: References = {};

/** Parses what stands in `text` from `start` on. Chunks of `before` that are still there are not parsed again. */
export function parseChunks(text: string, start: number, before?: Chunks): Chunks {
  const references: References = before?.references ?? {};
  const known = before ? new Map([...before.dropped, ...byText(before.list.slice(0, -1))]) : NO_CHUNKS;
  const reading: Reading = { text, references, known, list: [], starts: [] };
  const ends = cutsIn(text, start, text.length);
  read(
    reading,
    start,
    (nth) => ends[nth] ?? text.length,
    (at) => at === text.length,
  );
  const { list, starts } = reading;
  const dropped = before ? byText(before.list.slice(0, -1)) : NO_CHUNKS;
  const chunks = { list, starts, references, dropped };
  if (before) return inTheLightOf(chunks, definedIn(list));
  // Nothing has been read by them yet.
  Object.assign(references, definedIn(list));
  return chunks;
}

/** The chunks after an edit that makes `text` of the document; it must not begin before the first of them. */
export function editChunks(chunks: Chunks, text: string, { start, end, newText }: TextEdit): Chunks {
  const { list, starts, references, dropped } = chunks;
  const by = newText.length - (end - start);
  const first = chunkAt(starts, start);
  // An edit that ends where a chunk begins touches it, since it may join the line to the one before.
  const behind = chunkAt(starts, end) + 1;
  const startOf = (index: number): number =>
    index < list.length ? (starts[index] as number) + by : text.length;
  const from = starts[first] as number;
  const cuts = cutsIn(text, from, startOf(behind));
  const reading: Reading = {
    text,
    references,
    known: dropped,
    list: list.slice(0, first),
    starts: starts.slice(0, first),
  };
  const { at, kept } = read(
    reading,
    from,
    (nth) => cuts[nth] ?? startOf(behind + nth - cuts.length),
    (offset) =>
      offset === text.length ||
      (offset >= startOf(behind) && offset === startOf(chunkAt(starts, offset - by))),
  );
  const next = at === text.length ? list.length : chunkAt(starts, at - by);
  const taken = list.slice(kept, next);
  const edited = {
    list: reading.list.concat(list.slice(next)),
    starts: reading.starts.concat(starts.slice(next).map((each) => each + by)),
    references,
    dropped: taken.length > 2 ? byText(taken.filter((chunk) => chunk !== list.at(-1))) : dropped,
  };
  const isDefined = [...taken, ...reading.list.slice(kept)].some(({ definitions }) => definitions.length > 0);
  return isDefined ? inTheLightOf(edited, definedIn(edited.list)) : edited;
}

/** The index of the last chunk that begins at `offset` or before it. */
function chunkAt(starts: readonly number[], offset: number): number {
  return lineAt(starts, offset);
}

interface Reading {
  readonly text: string;
  readonly references: References;
  readonly known: Known;
  /** What stands before, and what is read. */
  readonly list: Chunk[];
  readonly starts: number[];
}

/**
 * Reads chunks from `from` on until it is enough: where the last ends, and how many of those before stayed as they
 * were. The text may be cut at each of `ends`, in ascending order, the last of which is the text's own.
 */
function read(
  reading: Reading,
  from: number,
  ends: (nth: number) => number,
  isEnough: (at: number) => boolean,
): { readonly at: number; readonly kept: number } {
  const { list, starts } = reading;
  let at = from;
  let kept = list.length;
  for (let nth = 0; !isEnough(at); ) {
    while (ends(nth) <= at) nth++;
    const chunk = readOne(reading, at, (span) => ends(nth + span - 1));
    if (list.length > 0 && !beginsWithHeading(chunk)) {
      // It belongs to what stands before it.
      list.pop();
      at = starts.pop() as number;
      kept = Math.min(kept, list.length);
    } else {
      list.push(chunk);
      starts.push(at);
      at += chunk.text.length;
    }
  }
  return { at, kept };
}

/** Reads one chunk. What is not closed where it might end takes in what follows, twice as much each time. */
function readOne({ text, references, known }: Reading, at: number, ends: (span: number) => number): Chunk {
  for (let span = 1; ; span *= 2) {
    const end = ends(span);
    const source = text.slice(at, end);
    const same = known.size > 0 ? known.get(source) : undefined;
    if (same && (same.references === references || !mayRefer(same))) return same;
    const draft = parseDraft(source, end < text.length);
    if (draft) return chunkOf(source, draft, references);
  }
}

function chunkOf(source: string, draft: Draft, references: References): Chunk {
  const text = flat(source.slice(0, draft.end));
  const own = draft.own ?? NOTHING;
  return { text, references, own, memory: new Map(), ...readDraft(text, draft, references) };
}

function beginsWithHeading({ text, blocks: [first] }: Chunk): boolean {
  return text.startsWith('#') && first?.kind === 'heading' && !first.setext;
}

/** The lines in `text` between two offsets that look like headings at which it may be cut. */
function cutsIn(text: string, from: number, until: number): number[] {
  const cuts: number[] = [];
  const heading = /(?<=[\r\n])#{1,6}(?=[ \t\r\n]|$)/g;
  heading.lastIndex = from + 1;
  for (let found = heading.exec(text); found && found.index < until; found = heading.exec(text))
    cuts.push(found.index);
  return cuts;
}

function byText(chunks: readonly Chunk[]): Known {
  return new Map(chunks.map((chunk) => [chunk.text, chunk]));
}

function definedIn(chunks: readonly Chunk[]): References {
  let all: References = NOTHING;
  for (const { own } of chunks) if (own !== NOTHING) all = { ...own, ...all };
  return all;
}

/** The same chunks, read by other definitions where these say anything else. */
function inTheLightOf(chunks: Chunks, references: References): Chunks {
  if (isSame(chunks.references, references)) return chunks;
  const last = chunks.list.length - 1;
  const list = chunks.list.map((chunk, index) => {
    const draft = mayRefer(chunk) ? parseDraft(chunk.text, index < last) : undefined;
    return draft ? chunkOf(chunk.text, draft, references) : chunk;
  });
  return { ...chunks, list, references };
}

function mayRefer({ text }: Chunk): boolean {
  return text.includes('[');
}

function isSame(one: References, other: References): boolean {
  const labels = Object.keys(one);
  return (
    labels.length === Object.keys(other).length &&
    labels.every(
      (label) => one[label]?.href === other[label]?.href && one[label]?.title === other[label]?.title,
    )
  );
}
