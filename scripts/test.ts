import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from '../esbuild.mjs';
import { installWithApt, onPath } from './apt.ts';
import { type Counts, testInEditors } from './e2e.ts';
import type { ExtensionHost } from './editor/develop.ts';
import { findNeovim } from './editor/neovim.ts';
import { root } from './editor/prepare.ts';
import { packageVsix } from './package.ts';
import { runTestFiles } from './tests/run-files.ts';
import { updateFixtures } from './tests/update.ts';

/** `check` steps need no editor. The editor tests also need the `build` and `package` steps. */
type Step = {
  readonly name: string;
  readonly for: 'check' | 'build' | 'package' | 'editor';
  run(): Promise<Counts | undefined>;
};

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean' },
    editor: { type: 'string' },
    grep: { type: 'string' },
    update: { type: 'boolean' },
    only: { type: 'string' },
    yes: { type: 'boolean' },
  },
});
const colors = `--colors=${process.stdout.isTTY ? 'force' : 'off'}`;
let vsix = '';

const steps: readonly Step[] = [
  { name: 'types', for: 'check', run: () => node('node_modules/typescript/bin/tsc', '-b') },
  { name: 'lint', for: 'check', run: () => node('node_modules/@biomejs/biome/bin/biome', 'ci', '.', colors) },
  { name: 'generated files', for: 'check', run: () => node('scripts/generate.ts', '--check') },
  { name: 'build', for: 'build', run: () => build().then(() => undefined) },
  // Installed before the tests run, because a test must end within a minute.
  { name: 'neovim and shells', for: 'check', run: installTestPrograms },
  { name: 'tests', for: 'check', run: () => runTestFiles(testFiles()) },
  {
    name: 'package',
    for: 'package',
    run: async () => {
      vsix = await packageVsix();
      return undefined;
    },
  },
  { name: 'editor', for: 'editor', run: () => testInEditors(vsix, hosts(), options.grep) },
];

// @vscode/test-electron ends its child processes on SIGINT only.
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => process.kill(process.pid, 'SIGINT'));

process.exitCode = options.update
  ? await updateFixtures({ root, only: options.only, yes: options.yes })
  : await runSteps(steps.filter(isChosen));

/**
 * All steps, or with `--quick` those that need no editor, or with `--editor=node|web` the tests in one extension host.
 */
function isChosen({ for: purpose }: Step): boolean {
  if (options.editor) return ['build', 'package', 'editor'].includes(purpose);
  return !options.quick || purpose === 'check' || purpose === 'build';
}

/** The extension hosts of the editor tests. Both run at the same time. */
function hosts(): readonly ExtensionHost[] {
  const all = ['node', 'web'] as const;
  return options.editor ? all.filter((host) => host === options.editor) : all;
}

/** Runs the steps up to the first failure, and prints the result of each step and the counts of all tests. */
async function runSteps(chosen: readonly Step[]): Promise<number> {
  const summary: string[] = [];
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const { name, run } of chosen) {
    console.log(`\n── ${name}`);
    const start = performance.now();
    const counts = await run().catch((error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      return { passed: 0, failed: 1, skipped: 0 };
    });
    const noTests = counts && counts.passed + counts.failed === 0;
    const failed = noTests || (counts?.failed ?? 0) > 0;
    total.passed += counts?.passed ?? 0;
    total.failed += failed ? Math.max(1, counts?.failed ?? 0) : 0;
    total.skipped += counts?.skipped ?? 0;
    const verdict = noTests ? 'FAILED: no test ran' : failed ? 'FAILED' : 'ok';
    const seconds = `${((performance.now() - start) / 1000).toFixed(1)} s`;
    summary.push(`${name.padEnd(26)}${seconds.padStart(8)}  ${verdict}`);
    if (failed) break;
  }
  const left = chosen.slice(summary.length).map(({ name }) => `${name.padEnd(26)}          not run`);
  console.log(`\n${[...summary, ...left].join('\n')}\n`);
  console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  return total.failed > 0 ? 1 : 0;
}

async function installTestPrograms(): Promise<undefined> {
  findNeovim();
  for (const shell of ['zsh', 'fish']) if (!onPath(shell)) installWithApt(shell);
  return undefined;
}

async function node(script: string, ...args: string[]): Promise<undefined> {
  const child = spawn(process.execPath, [join(root, script), ...args], { cwd: root, stdio: 'inherit' });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`${script} ${args.join(' ')} exited with ${code}.`);
}

/** All test files that need no editor. */
function testFiles(): string[] {
  return globSync('test/**/*.test.ts', { cwd: root, exclude: ['test/e2e/**'] });
}
