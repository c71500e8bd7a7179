import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finishedDesign } from './documents.ts';
import type { FolderResult, FolderRow } from './results.ts';
import { mergeRounds } from './statistics.ts';

/** The names by which the targets know the commands. */
export const FULL_PARSE = 'markdown-it, full parse';
export const CHECK = 'design-docs check';
export const MARKDOWNLINT = 'markdownlint-cli2';

interface Contestant {
  readonly name: string;
  readonly args: readonly string[];
  /** Exit codes that do not mean that it failed. */
  readonly codes: readonly number[];
  /** It takes so long that once has to do. */
  readonly isSlow?: boolean;
}

type Cost = Omit<FolderRow, 'command'>;

const root = join(import.meta.dirname, '..');
const parseFolder = join(root, 'bench', 'parse-folder.ts');
const commandLine = join(root, 'dist', 'cli.js');
const contestants: readonly Contestant[] = [
  { name: FULL_PARSE, args: [parseFolder], codes: [0] },
  { name: 'markdown-it, blocks only', args: [parseFolder, '--blocks-only'], codes: [0] },
  { name: CHECK, args: [commandLine, 'check', '--quiet'], codes: [0, 1] },
  {
    name: 'design-docs check --cache, filled',
    args: [commandLine, 'check', '--quiet', '--cache', '.cache.json'],
    codes: [0, 1],
  },
  {
    name: MARKDOWNLINT,
    args: [join(root, 'node_modules', 'markdownlint-cli2', 'markdownlint-cli2-bin.mjs'), '**/*.md'],
    codes: [0, 1],
    isSlow: true,
  },
];

/**
 * What checking a folder costs, as whole processes: the command line beside a plain markdown-it parse of the same files in
 * one process, and markdownlint-cli2. Needs the bundles in `dist/`. Throws if one of the commands fails.
 */
export async function measureFolder(documents: number, size: number, rounds: number): Promise<FolderResult> {
  const folder = mkdtempSync(join(tmpdir(), 'design-docs-bench-'));
  try {
    const bytes = writeDocuments(folder, documents, size);
    return { documents, bytes, rows: await measure(folder, rounds) };
  } finally {
    rmSync(folder, { recursive: true, maxRetries: 3 });
  }
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

/** Takes turns, so that a change in the machine's speed meets all alike; round 0 only warms the disk's cache and ours. */
async function measure(folder: string, rounds: number): Promise<FolderRow[]> {
  const samples = new Map<Contestant, Cost[]>(contestants.map((each) => [each, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const [contestant, costs] of samples) {
      if (contestant.isSlow && round !== 1) continue;
      const cost = await run(contestant, folder);
      if (round > 0) costs.push(cost);
    }
  }
  return [...samples].map(([{ name }, costs]) => ({ command: name, ...mergeRounds(costs) }));
}

/** Runs one process to its end; the most memory that it held is what it tells itself when it ends. */
async function run({ name, args, codes }: Contestant, folder: string): Promise<Cost> {
  const start = performance.now();
  const measured = join(root, 'bench', 'measured.cjs');
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
  return { seconds: (performance.now() - start) / 1000, memory: Number(told) / 1024 };
}
