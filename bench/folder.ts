import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from '../esbuild.mjs';
import { finishedDesign } from './documents.ts';

/**
 * What checking a folder costs, as whole processes: the command line beside a plain markdown-it full parse of the same
 * files in one process, and markdownlint-cli2. Prints a Markdown table. Read the ratios, not the seconds.
 */
const root = join(import.meta.dirname, '..');
const { values } = parseArgs({
  options: {
    documents: { type: 'string', default: '10000' },
    kilobytes: { type: 'string', default: '10' },
    rounds: { type: 'string', default: '3' },
  },
});

interface Contestant {
  readonly name: string;
  readonly args: readonly string[];
  /** Exit codes that do not mean that it failed. */
  readonly codes: readonly number[];
}

interface Cost {
  readonly seconds: number;
  readonly megabytes: number;
}

const contestants: readonly Contestant[] = [
  { name: 'markdown-it, full parse', args: [join(root, 'bench', 'parse-folder.ts')], codes: [0] },
  { name: 'design-docs check', args: [join(root, 'dist', 'cli.js'), 'check', '--quiet'], codes: [0, 1] },
  {
    name: 'design-docs check --cache, filled',
    args: [join(root, 'dist', 'cli.js'), 'check', '--quiet', '--cache', '.cache.json'],
    codes: [0, 1],
  },
  {
    name: 'markdownlint-cli2',
    args: [join(root, 'node_modules', 'markdownlint-cli2', 'markdownlint-cli2-bin.mjs'), '**/*.md'],
    codes: [0, 1],
  },
];

await build();
const folder = mkdtempSync(join(tmpdir(), 'design-docs-bench-'));
try {
  const bytes = writeDocuments(folder, Number(values.documents), Number(values.kilobytes) * 1000);
  const costs = await measure(Number(values.rounds));
  print(costs, Number(values.documents), bytes);
} finally {
  rmSync(folder, { recursive: true });
}

/** Documents that differ in a word, in folders of a hundred; gives their bytes. */
function writeDocuments(target: string, count: number, size: number): number {
  const text = finishedDesign(size);
  let bytes = 0;
  for (let index = 0; index < count; index++) {
    const group = join(target, `team-${Math.floor(index / 100)}`);
    mkdirSync(group, { recursive: true });
    const own = text.replace('# Technical Design', `# Technical Design ${index}`);
    bytes += Buffer.byteLength(own);
    writeFileSync(join(group, `design-${index}.md`), own);
  }
  return bytes;
}

/** Takes turns, so that a change in the machine's speed meets all alike; the first round only warms the disk's cache. */
async function measure(rounds: number): Promise<ReadonlyMap<Contestant, Cost>> {
  const samples = new Map<Contestant, Cost[]>(contestants.map((each) => [each, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const contestant of contestants) {
      const cost = await run(contestant);
      if (round > 0) samples.get(contestant)?.push(cost);
    }
  }
  return new Map(
    [...samples].map(([each, costs]) => [
      each,
      {
        seconds: median(costs.map((cost) => cost.seconds)),
        megabytes: median(costs.map((cost) => cost.megabytes)),
      },
    ]),
  );
}

/** Runs one process to its end; the most memory that it held is what GNU time or the kernel says of it. */
async function run({ name, args, codes }: Contestant): Promise<Cost> {
  const start = performance.now();
  const measured = join(import.meta.dirname, 'measured.cjs');
  const child = spawn(process.execPath, ['--require', measured, ...args], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  let told = '';
  child.stdio[3]?.on('data', (data: Buffer) => {
    told += data.toString();
  });
  const code = await new Promise<number | null>((done) => child.on('close', done));
  if (code === null || !codes.includes(code)) throw new Error(`${name} ended with ${code}.`);
  return { seconds: (performance.now() - start) / 1000, megabytes: Number(told) / 1024 };
}

function print(costs: ReadonlyMap<Contestant, Cost>, count: number, bytes: number): void {
  const megabytes = bytes / 1e6;
  const [base] = costs.values();
  console.log(
    `\nNode ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores`,
  );
  console.log(`${count} documents, ${megabytes.toFixed(1)} MB, median of ${values.rounds}\n`);
  console.log('| command | seconds | documents/s | MB/s | most memory | time beside markdown-it |');
  console.log('| --- | --- | --- | --- | --- | --- |');
  for (const [{ name }, { seconds, megabytes: memory }] of costs) {
    const ratio = seconds / (base?.seconds ?? seconds);
    const cells = [
      seconds.toFixed(2),
      (count / seconds).toFixed(0),
      (megabytes / seconds).toFixed(1),
      `${memory.toFixed(0)} MB`,
    ];
    console.log(`| ${[name, ...cells, ratio.toFixed(2)].join(' | ')} |`);
  }
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}
