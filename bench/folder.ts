import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finishedDesign } from './documents.ts';
import type { FolderResult, FolderRow } from './results.ts';
import { mergeRounds } from './statistics.ts';

/** The commands that the targets refer to. */
export const FULL_PARSE = 'markdown-it, full parse';
export const CHECK = 'design-docs check';
export const MARKDOWNLINT = 'markdownlint-cli2';

interface Contestant {
  readonly name: string;
  readonly args: readonly string[];
  /** The exit codes of a successful run. With findings, the code is 1. */
  readonly codes: readonly number[];
  /** Whether it is so slow that it runs only once. */
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
    name: 'design-docs check --cache, warm',
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
 * Measures whole processes that check a folder: the command line, a process that only parses the same files with markdown-it,
 * and markdownlint-cli2. Needs the bundles in `dist/`. Throws if one of the commands fails.
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

/** Writes documents that differ only in their titles, a hundred per folder. Returns their size in bytes. */
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

/**
 * The commands alternate, so that a change in the machine's speed affects all of them. Round 0 is not counted: it fills the
 * operating system's file cache and the command line's own cache.
 */
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

/** Runs one process to its end. The process reports its peak memory itself, through `measured.cjs`. */
async function run({ name, args, codes }: Contestant, folder: string): Promise<Cost> {
  const start = performance.now();
  const measured = join(root, 'bench', 'measured.cjs');
  const child = spawn(process.execPath, ['--require', measured, ...args], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  let peak = '';
  child.stdio[3]?.on('data', (data: Buffer) => {
    peak += data.toString();
  });
  const code = await new Promise<number | null>((done) => child.on('close', done));
  if (code === null || !codes.includes(code)) throw new Error(`${name} ended with ${code}.`);
  return { seconds: (performance.now() - start) / 1000, memory: Number(peak) / 1024 };
}
