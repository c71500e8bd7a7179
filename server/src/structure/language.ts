import type { Chunk } from '../markdown/chunks.ts';
import { leavesOf, type Markdown } from '../markdown/markdown.ts';
import type { Passage } from '../markdown/passage.ts';
import { memo } from '../text/memo.ts';
import { partsOf } from './parts.ts';

/**
 * Whether a document is plainly written in a language other than English. Rules that look for English words say nothing
 * about it then. A document with little text, or with a mixture, counts as English.
 */
export function isForeign({ chunks: { list } }: Markdown): boolean {
  const all = { length: 0, letters: 0, latin: 0, english: 0, foreign: 0 };
  for (const passage of passagesIn(list)) {
    const sample = sampleOf(passage);
    for (const key of KEYS) all[key] += sample[key];
    if (all.length > ENOUGH) break;
  }
  const { letters, latin, english, foreign } = all;
  return letters - latin > letters / 3 || (foreign >= 5 && foreign > 2 * english);
}

/** All passages but the headings, which may be the template's. */
function* passagesIn(chunks: readonly Chunk[]): Generator<Passage> {
  for (const [nth, chunk] of chunks.entries()) {
    const { preamble, parts } = partsOf(chunk, nth === chunks.length - 1);
    yield preamble;
    for (const { body } of parts) yield body;
  }
}

/** What is counted in the first text of a passage. */
type Sample = Record<(typeof KEYS)[number], number>;

const KEYS = ['length', 'letters', 'latin', 'english', 'foreign'] as const;

const sampleOf = memo(({ text, blocks }: Passage): Sample => {
  let sample = '';
  for (const leaf of leavesOf(blocks)) {
    if (leaf.kind !== 'heading')
      sample += `${text.slice(leaf.start, Math.min(leaf.end, leaf.start + ENOUGH))}\n`;
    if (sample.length > ENOUGH) break;
  }
  return countedIn(sample);
});

function countedIn(sample: string): Sample {
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

const ENOUGH = 3000;
const NOT_ASCII = /[^\0-\x7f]/;

/** The words without which nobody writes a page, as far as they are no words of another language, domain or abbreviation. */
const ENGLISH = wordSet(
  'the of and to is are for with that it by from be we this when which has its not or if',
);
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
