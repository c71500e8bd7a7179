import type { Chunk } from '../markdown/chunks.ts';
import { leavesOf, type Markdown } from '../markdown/markdown.ts';
import type { Passage } from '../markdown/passage.ts';
import { memo } from '../text/memo.ts';
import { partsOf } from './parts.ts';

/**
 * Whether a document is clearly written in a language other than English, so that rules about English words skip it;
 * see docs/reference.md, "Documents in other languages". A document with little text, or in several languages, counts
 * as English. Only the first 3000 characters or so of its text are read.
 */
export function isForeign({ chunks: { list } }: Markdown): boolean {
  const all = { length: 0, letters: 0, latin: 0, english: 0, foreign: 0 };
  for (const passage of passagesIn(list)) {
    const sample = sampleOf(passage);
    for (const key of KEYS) all[key] += sample[key];
    if (all.length > SAMPLE_LENGTH) break;
  }
  const { letters, latin, english, foreign } = all;
  return letters - latin > letters / 3 || (foreign >= 5 && foreign > 2 * english);
}

/** All passages except headings, which may be copied from the template. */
function* passagesIn(chunks: readonly Chunk[]): Generator<Passage> {
  for (const [nth, chunk] of chunks.entries()) {
    const { preamble, parts } = partsOf(chunk, nth === chunks.length - 1);
    yield preamble;
    for (const { body } of parts) yield body;
  }
}

/** Counts for a sample from the start of a passage: its length, letters, and known English and other words. */
type Sample = Record<(typeof KEYS)[number], number>;

const KEYS = ['length', 'letters', 'latin', 'english', 'foreign'] as const;

const sampleOf = memo(({ text, blocks }: Passage): Sample => {
  let sample = '';
  for (const leaf of leavesOf(blocks)) {
    if (leaf.kind !== 'heading')
      sample += `${text.slice(leaf.start, Math.min(leaf.end, leaf.start + SAMPLE_LENGTH))}\n`;
    if (sample.length > SAMPLE_LENGTH) break;
  }
  return countWords(sample);
});

function countWords(sample: string): Sample {
  const isAscii = !NOT_ASCII.test(sample);
  const words = sample.toLowerCase().match(isAscii ? /[a-z]+/g : /\p{L}+/gu) ?? [];
  const letters = isAscii ? words.join('').length : count(sample, /\p{L}/gu);
  return {
    length: sample.length,
    letters,
    latin: isAscii ? letters : count(sample, /\p{Script=Latin}/gu),
    english: words.filter((word) => ENGLISH.has(word)).length,
    foreign: words.filter((word) => FOREIGN.has(word)).length,
  };
}

/** In UTF-16 code units. */
const SAMPLE_LENGTH = 3000;
const NOT_ASCII = /[^\0-\x7f]/;

/**
 * The most common English words, without those that are also words of another language, top-level domains, or
 * abbreviations.
 */
const ENGLISH = wordSet(
  'the of and to is are for with that it by from be we this when which has its not or if',
);
/** Common words of German, French, Spanish, Portuguese, Italian, Dutch, the Scandinavian languages, and Polish. */
const FOREIGN = wordSet(`
  der das und ist nicht für mit ein eine einen von zu wird werden auf sich auch bei nach wir oder wenn
  le les et est une un dans que qui sur pas avec aux
  el los las para una por como uma não che gli della sono
  het een voor niet zijn wordt och att som är og til ikke det jest się nie
`);

function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.trim().split(/\s+/));
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
