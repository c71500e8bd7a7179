import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from '../esbuild.mjs';
import { measureEngine } from './engine.ts';
import { measureEngineEdits } from './engine-edits.ts';
import { measureFolder } from './folder.ts';
import { measureMany, measureSize } from './lsp/growth.ts';
import { measureLatency } from './lsp/latency.ts';
import type { Effort } from './lsp/samples.ts';
import { allServers, ours, refNaive, refNull, type Server } from './lsp/servers.ts';
import { measureStartup } from './lsp/startup.ts';
import { measureVscode } from './lsp/vscode.ts';
import { installPeers } from './peers.ts';
import type { EditCost, Machine, Results } from './results.ts';
import { mergeRounds } from './statistics.ts';
import { sections } from './tables.ts';
import { bytes, TARGET_SIZES } from './targets.ts';

/**
 * Measures the language server and the command line, compares them with others on this machine, and prints Markdown tables.
 * With `--write`, runs all parts, writes the results to `docs/performance.json`, and updates the files generated from it.
 */
const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    rounds: { type: 'string', default: '2' },
    edits: { type: 'string', default: '30' },
    spawns: { type: 'string', default: '15' },
    documents: { type: 'string', default: '2000' },
    kilobytes: { type: 'string', default: '10' },
    write: { type: 'boolean', default: false },
  },
});
const rounds = Number(values.rounds);
const effort: Effort = { edits: Number(values.edits), warmup: 10, budget: 3000 };
const root = join(import.meta.dirname, '..');
/** The servers without the peers that npm has to install. */
const own = [ours, refNull, refNaive];

const parts: Readonly<Record<string, () => Promise<Partial<Results>>>> = {
  latency: async () => ({ latency: await inRounds(withPeers(), measureLatency) }),
  vscode: async () => ({ vscode: await inRounds(own, measureVscode) }),
  startup: async () => ({ startup: await measureStartup(withPeers(), Number(values.spawns)) }),
  growth: async () => ({
    growth: await eachOf([1e4, 1e5, 1e6, 1e7], (server, size) => measureSize(server, size, effort)),
  }),
  many: async () => ({
    many: await eachOf([1, 10, 100, 1000], (server, count) => measureMany(server, count, effort)),
  }),
  folder: async () => ({
    folder: await measureFolder(Number(values.documents), Number(values.kilobytes) * 1000, rounds),
  }),
  engine: async () => ({
    engine: measureEngine(TARGET_SIZES),
    engineEdits: measureEngineEdits(TARGET_SIZES),
  }),
};

const wanted = values.only?.split(',') ?? Object.keys(parts);
const unknown = wanted.filter((name) => !parts[name]);
if (unknown.length > 0)
  throw new Error(`Unknown part: ${unknown}. The parts are ${Object.keys(parts).join(', ')}.`);
if (values.write && values.only) throw new Error('--write needs a run of all parts. Remove --only.');

const machine = describeMachine();
const bundles = await build();
let results: Results = {
  machine,
  command: ['npm run bench', ...commandOptions()].join(' '),
  rounds,
  bundles,
};
for (const name of wanted) {
  console.error(`Measuring: ${name}`);
  results = { ...results, ...(await parts[name]?.()) };
}
const { processor, cores, node } = machine;
console.log(`\n${processor}, ${cores} cores, Node ${node}; rounds: ${rounds}, times in ms: p50 (p95)`);
for (const { title, tables } of sections(results)) console.log(`\n## ${title}\n\n${tables.join('\n\n')}`);
if (values.write) {
  writeFileSync(join(root, 'docs/performance.json'), `${JSON.stringify(results, undefined, 2)}\n`);
  spawnSync(process.execPath, ['scripts/generate.ts'], { cwd: root, stdio: 'inherit' });
}

function withPeers(): readonly Server[] {
  installPeers();
  return allServers();
}

/**
 * Measures each server with documents of each size, round by round, and merges the rounds. The servers alternate, so that a
 * change in the machine's speed affects all of them.
 */
async function inRounds<T extends { readonly edits: { readonly paragraph: EditCost } }>(
  servers: readonly Server[],
  measure: (server: Server, size: number, effort: Effort) => Promise<T>,
): Promise<T[]> {
  const rows = new Map<string, T[]>();
  for (let round = 0; round < rounds; round++) {
    for (const size of TARGET_SIZES) {
      for (const server of servers) {
        const row = await measure(server, size, effort);
        console.error(`  ${bytes(size)}, ${server.name}: ${row.edits.paragraph.p50} ms`);
        const key = `${size} ${server.name}`;
        rows.set(key, [...(rows.get(key) ?? []), row]);
      }
    }
  }
  return [...rows.values()].map(mergeRounds);
}

async function eachOf<T>(
  steps: readonly number[],
  measure: (server: Server, step: number) => Promise<T>,
): Promise<T[]> {
  const rows: T[] = [];
  for (const step of steps) for (const server of own) rows.push(await measure(server, step));
  return rows;
}

function commandOptions(): string[] {
  const options = process.argv.slice(2);
  return options.length > 0 ? ['--', ...options] : [];
}

function describeMachine(): Machine {
  return {
    date: new Date().toISOString().slice(0, 10),
    node: process.version,
    processor: cpus()[0]?.model ?? 'unknown processor',
    cores: availableParallelism(),
    memory: Math.round(totalmem() / 1e6),
    system: `${type()} ${release()}`,
    load: Math.round((loadavg()[0] ?? 0) * 100) / 100,
  };
}
