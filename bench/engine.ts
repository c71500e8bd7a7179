import MarkdownIt from 'markdown-it';
import { parseMarkdown } from '../server/src/markdown/markdown.ts';
import { createService } from '../server/src/service.ts';
import { plainEnvironment } from '../server/src/workspace/environment.ts';
import { finishedDesign } from './documents.ts';
import type { EngineRow } from './results.ts';
import { median, rounded } from './statistics.ts';

type Work = Readonly<Record<string, (text: string) => unknown>>;

/**
 * What checking a document from nothing costs, beside what markdown-it costs on the same text, in this process once it is
 * warm: read the ratios, not the milliseconds. Throws if the document has a finding, since then more would be measured.
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
  const environment = plainEnvironment();
  const service = createService({
    onRuleError(rule, error) {
      throw new Error(`The rule ${rule} failed.`, { cause: error });
    },
  });
  return {
    'markdown-it, full': (text) => full.parse(text, {}),
    'markdown-it, blocks only': (text) => blocksOnly.parse(text, {}),
    parse: parseMarkdown,
    'parse, bind and rules': (text) => {
      const findings = service.findings({ uri: 'bench.md', markdown: parseMarkdown(text), environment });
      if (findings.some(({ severity }) => severity === 'warning' || severity === 'error'))
        throw new Error('The document is not finished.');
    },
  };
}

/** Takes turns, so that a change in the machine's speed meets all alike; the first third is warm-up. */
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
