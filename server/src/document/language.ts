import { leavesOf, type Markdown } from '../markdown/markdown.ts';

/**
 * Whether a document is plainly written in another language than English. What is looked for by English words cannot
 * be found there, so nothing is said of it; whoever writes little, or in between, counts as writing English.
 */
export function isForeign({ text, blocks }: Markdown): boolean {
  let sample = '';
  for (const leaf of leavesOf(blocks)) {
    // Headings are the template's.
    if (leaf.kind !== 'heading')
      sample += `${text.slice(leaf.start, Math.min(leaf.end, leaf.start + ENOUGH))}\n`;
    if (sample.length > ENOUGH) break;
  }
  const isAscii = !NOT_ASCII.test(sample);
  if (!isAscii) {
    const letters = count(sample, /\p{L}/gu);
    if (letters - count(sample, /\p{Script=Latin}/gu) > letters / 3) return true;
  }
  const words = sample.toLowerCase().match(isAscii ? /[a-z]+/g : /\p{L}+/gu) ?? [];
  const foreign = words.filter((word) => FOREIGN.has(word)).length;
  return foreign >= 5 && foreign > 2 * words.filter((word) => ENGLISH.has(word)).length;
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
