import MarkdownIt from 'markdown-it';
import { parseMarkdown } from '../server/src/markdown/markdown.ts';
import { finishedDesign } from './documents.ts';
import type { EngineRow } from './results.ts';
import { openQuestions } from './service.ts';
import { median, rounded } from './statistics.ts';

type Work = Readonly<Record<string, (text: string) => unknown>>;

/**
 * Measures a check of a document from scratch, and markdown-it on the same text, in this process after warm-up. Compare the
 * ratios rather than the milliseconds. Throws if the document has a warning or an error.
 */
export function measureEngine(sizes: readonly number[]): EngineRow[] {
  const work = prepareWork();
  return sizes.map((size) => {
    const rounds = Math.min(200, Math.max(12, 3e6 / size));
    return { size, times: measure(work, finishedDesign(size), rounds) };
  });
}

function prepareWork(): Work {
  const full = new MarkdownIt({ html: true });
  const blocksOnly = new MarkdownIt({ html: true });
  blocksOnly.core.ruler.enableOnly(['normalize', 'block']);
  const { findings } = openQuestions();
  return {
    'markdown-it, full': (text) => full.parse(text, {}),
    'markdown-it, blocks only': (text) => blocksOnly.parse(text, {}),
    parse: parseMarkdown,
    'parse, bind and rules': (text) => findings(parseMarkdown(text)),
  };
}

/**
 * Alternates between the kinds of work, so that a change in the machine's speed affects all of them. The first third of the
 * rounds is warm-up.
 */
function measure(work: Work, text: string, rounds: number): Record<string, number> {
  const times = new Map(Object.keys(work).map((name) => [name, [] as number[]]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, samples] of times) {
      const start = performance.now();
      work[name]?.(text);
      if (round >= rounds / 3) samples.push(performance.now() - start);
    }
  }
  return Object.fromEntries([...times].map(([name, samples]) => [name, rounded(median(samples)) ?? 0]));
}
