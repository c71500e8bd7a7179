import { flat } from '../text/flat.ts';
import { lineAt } from '../text/lines.ts';
import type { TextEdit } from '../text/range.ts';
import type { Block, Definition, References } from './blocks.ts';
import { type Draft, parseDraft, parseDrafts, readDraft } from './parse.ts';

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

const NOTHING: References = Object.freeze({});

/** Parses a text that begins `start` UTF-16 code units into its document. Chunks of `before` are not parsed again. */
export function parseChunks(text: string, start: number, before?: Chunks): Chunks {
  if (!before) return parseAll(text, start);
  const { references } = before;
  const there = byText(before.list.slice(0, -1));
  const known = new Map([...before.dropped, ...there]);
  const list = read({ references, known, list: [], pending: text, behind: [] }).list;
  const chunks = { list, starts: startsOf(list, start), references, dropped: there };
  return inTheLightOf(chunks, definedIn(list));
}

/** Many chunks at a time, since each parse has a price of its own. */
function parseAll(text: string, start: number): Chunks {
  const references: References = {};
  const list: Chunk[] = [];
  for (let at = 0, span = WINDOW; at < text.length; ) {
    const end = cutIn(text, at + span) ?? text.length;
    const source = text.slice(at, end);
    const drafts = parseDrafts(source);
    // The last of them may go on behind the window.
    const done = end === text.length ? drafts : drafts.slice(0, -1);
    for (const draft of done) list.push(chunkOf(source, draft, references));
    at += done.at(-1)?.end ?? 0;
    span = done.length > 0 ? WINDOW : span * 2;
  }
  // Nothing has been read by them yet.
  Object.assign(references, definedIn(list));
  return { list, starts: startsOf(list, start), references, dropped: byText([]) };
}

/** How much is parsed at a time, in UTF-16 code units. */
const WINDOW = 16_384;

/** The chunks after an edit. It must not begin before the first of them. */
export function editChunks(chunks: Chunks, { start, end, newText }: TextEdit): Chunks {
  const { list, starts, references, dropped } = chunks;
  const first = lineAt(starts, start);
  // An edit that ends where a chunk begins touches it, since it may join the line to the one before.
  const behind = lineAt(starts, end) + 1;
  const from = starts[first] as number;
  const touched = joined(list.slice(first, behind));
  const pending = touched.slice(0, start - from) + newText + touched.slice(end - from);
  // An edit of many places at once leaves most of what is between them as it was.
  const between = list.slice(first, Math.min(behind, list.length - 1));
  // So does one at the start of a chunk, or across the border of two.
  const isAtBorder = between.length > 1 || start === from;
  const known = isAtBorder ? new Map([...dropped, ...byText(between)]) : dropped;
  const done = read({
    ...{ references, known, pending },
    ...{ list: list.slice(0, first), behind: list.slice(behind) },
  });
  const taken = list.slice(done.kept, behind + done.taken);
  const all = done.list.concat(list.slice(behind + done.taken));
  const edited = {
    list: all,
    starts: startsOf(all, starts[0] as number),
    references,
    dropped: taken.length > 2 ? byText(taken.filter((chunk) => chunk !== list.at(-1))) : dropped,
  };
  const isDefined = [...taken, ...done.list.slice(done.kept)].some(({ own }) => own !== NOTHING);
  return isDefined ? inTheLightOf(edited, definedIn(all)) : edited;
}

/** The same chunks, `by` UTF-16 code units further behind. */
export function moveChunks(chunks: Chunks, by: number): Chunks {
  return by === 0 ? chunks : { ...chunks, starts: chunks.starts.map((start) => start + by) };
}

/** The text of chunks that follow each other. */
export function joined(chunks: readonly Chunk[]): string {
  return chunks.length === 1 ? (chunks[0] as Chunk).text : chunks.map(({ text }) => text).join('');
}

interface Reading {
  readonly references: References;
  readonly known: Known;
  /** What stands before, and what is read. */
  readonly list: Chunk[];
  /** The text that is still to be read, and the chunks that follow it if they stay as they were. */
  readonly pending: string;
  readonly behind: readonly Chunk[];
}

interface Done {
  readonly list: readonly Chunk[];
  /** How many of those before stayed as they were, and how many of those behind were read anew. */
  readonly kept: number;
  readonly taken: number;
}

/** Reads all that is pending, and of what stands around it what it changes. */
function read({ references, known, list, behind, pending: text }: Reading): Done {
  let pending = text;
  let kept = list.length;
  let taken = 0;
  // Up to here it is known that the text cannot be cut.
  let uncut = 0;
  let least = 1;
  const nextEnd = (from: number): number => {
    if (from < pending.length) return cutIn(pending, from) ?? pending.length;
    pending += behind[taken++]?.text ?? '';
    return pending.length;
  };
  // A chunk is in a document once, so that it has one place; text that is there twice is parsed twice.
  let used: Set<Chunk> | undefined;
  const isFree = (chunk: Chunk): boolean => {
    used ??= new Set([...list, ...behind.slice(taken)]);
    return !used.has(chunk);
  };
  const readOne = (): Chunk => {
    let end = uncut;
    // What is not closed where it might end takes in what follows, twice as much each time.
    for (let span = least; ; span *= 2) {
      for (let nth = 0; nth < span && (end < pending.length || taken < behind.length); nth++)
        end = nextEnd(end);
      const source = pending.slice(0, end);
      const same = known.size > 0 ? known.get(source) : undefined;
      if (same && isFree(same) && (same.references === references || !mayRefer(same))) return same;
      const draft = parseDraft(source, end < pending.length || taken < behind.length);
      if (draft) return chunkOf(source, draft, references);
    }
  };
  while (pending !== '') {
    const chunk = readOne();
    const before = list.at(-1);
    if (before && !beginsWithHeading(chunk)) {
      // It belongs to what stands before it.
      list.pop();
      pending = before.text + pending;
      uncut = before.text.length;
      // What is no heading where one seemed to be is often followed by more such.
      least *= 2;
      kept = Math.min(kept, list.length);
    } else {
      list.push(chunk);
      used?.add(chunk);
      pending = pending.slice(chunk.text.length);
      uncut = 0;
      least = 1;
    }
  }
  return { list, kept, taken };
}

function chunkOf(source: string, draft: Draft, references: References): Chunk {
  const text = flat(source.slice(draft.start, draft.end));
  const own = draft.own ?? NOTHING;
  return { text, references, own, ...readDraft(text, draft, references) };
}

function beginsWithHeading({ text, blocks: [first] }: Chunk): boolean {
  return text.startsWith('#') && first?.kind === 'heading' && !first.setext;
}

/** Where the next line begins behind `from` that looks like a heading, at which the text may be cut. */
function cutIn(text: string, from: number): number | undefined {
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

function byText(chunks: readonly Chunk[]): Known {
  return new Map(chunks.map((chunk) => [chunk.text, chunk]));
}

function definedIn(chunks: readonly Chunk[]): References {
  const defining = chunks.filter(({ own }) => own !== NOTHING);
  if (defining.length === 0) return NOTHING;
  const all: Record<string, References[string]> = {};
  for (const { own } of defining)
    for (const [label, said] of Object.entries(own)) if (!Object.hasOwn(all, label)) all[label] = said;
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
