import { cpus } from 'node:os';
import MarkdownIt from 'markdown-it';
import { parseMarkdown } from '../server/src/markdown/markdown.ts';
import { createService } from '../server/src/service.ts';
import { plainEnvironment } from '../server/src/workspace/environment.ts';
import { finishedDesign } from './documents.ts';

/**
 * What checking a document costs, beside what markdown-it costs on the same text in the same run: read the ratios,
 * not the milliseconds. Prints a Markdown table. Each figure is the median of the rounds.
 */
const full = new MarkdownIt({ html: true });
const blocksOnly = new MarkdownIt({ html: true });
blocksOnly.core.ruler.enableOnly(['normalize', 'block']);
const environment = plainEnvironment();
const service = createService({
  onRuleError(rule, error) {
    throw new Error(`The rule ${rule} failed.`, { cause: error });
  },
});

const work = {
  'markdown-it, full': (text: string): unknown => full.parse(text, {}),
  'markdown-it, blocks only': (text: string): unknown => blocksOnly.parse(text, {}),
  parse: parseMarkdown,
  'parse + bind + rules': (text: string): unknown =>
    service.findings({ uri: 'bench.md', markdown: parseMarkdown(text), environment }),
};
type Work = keyof typeof work;

const names = Object.keys(work) as Work[];
console.log(`Node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}\n`);
console.log(`| document | ${names.join(' | ')} | ratio to full | ratio to blocks only |`);
console.log(`| --- |${' --- |'.repeat(names.length + 2)}`);
for (const size of [1e4, 1e5, 1e6]) console.log(row(finishedDesign(size), 3e7 / size));

function row(text: string, rounds: number): string {
  const findings = service.findings({ uri: 'bench.md', markdown: parseMarkdown(text), environment });
  if (findings.some(({ severity }) => severity === 'warning' || severity === 'error'))
    throw new Error('The document is not finished.');
  const times = measure(text, Math.min(200, Math.max(12, rounds / 10)));
  const whole = times['parse + bind + rules'];
  const cells = names.map((name) => `${times[name].toFixed(2)} ms`);
  const ratios = [times['markdown-it, full'], times['markdown-it, blocks only']];
  const kilobytes = `${Math.round(Buffer.byteLength(text) / 1000)} KB`;
  return `| ${[kilobytes, ...cells, ...ratios.map((time) => (whole / time).toFixed(2))].join(' | ')} |`;
}

/** Takes turns, so that a change in the machine's speed meets all alike; the first third is warm-up. */
function measure(text: string, rounds: number): Record<Work, number> {
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Work, number[]>;
  for (let round = 0; round < rounds; round++) {
    for (const name of names) {
      const start = performance.now();
      work[name](text);
      if (round >= rounds / 3) times[name].push(performance.now() - start);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(times[name])])) as Record<Work, number>;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
