import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Parts } from '../../server/src/cli/command.ts';
import type { Output } from '../../server/src/cli/io.ts';
import { main } from '../../server/src/cli/program.ts';

/** The built command line that npm puts on the PATH. */
export const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

export const VERSION: string = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
).version;

export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly cwd: string;
  readonly stdin?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  /** The path of the Node that runs it. By default, the Node of the tests. */
  readonly node?: string;
}

/** Runs the built command line in a new process without colors and waits until it exits. */
export async function runCli(
  args: readonly string[],
  { cwd, stdin = '', env, node }: CliOptions,
): Promise<CliResult> {
  const { FORCE_COLOR: _, NO_COLOR: __, ...own } = process.env;
  const child = spawn(node ?? process.execPath, [CLI, ...args], { cwd, env: { ...own, ...env } });
  child.stdin.on('error', () => {});
  child.stdin.end(stdin);
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, stdout, stderr };
}

/**
 * Runs the command line from its source in this process, which is much faster than starting a new one. With many files,
 * it still uses the built worker threads. Tests of signals, streams, `lsp`, and `mcp` need `runCli`.
 */
export async function callCli(
  args: readonly string[],
  { cwd, stdin = '', env = {} }: Omit<CliOptions, 'node'>,
): Promise<CliResult> {
  const written = { stdout: '', stderr: '' };
  const outputTo = (name: keyof typeof written): Output => ({
    write(text) {
      written[name] += text;
    },
    isTerminal: false,
    columns: 80,
  });
  const io = {
    stdout: outputTo('stdout'),
    stderr: outputTo('stderr'),
    readStdin: async () => Buffer.from(stdin),
  };
  const code = await main(args, { cwd, env, version: VERSION, ...io }, PARTS);
  return { code, ...written };
}

const PARTS: Parts = {
  worker: new URL('../../dist/cli/worker.mjs', import.meta.url),
  serve: () => Promise.reject(new Error('A server needs a process of its own. Use runCli.')),
};

export interface Folder {
  readonly path: string;
  write(file: string, content: string | Uint8Array): void;
  read(file: string): string;
}

/** A temporary folder with these files. It is removed after the test. */
export function diskFolder(
  context: TestContext,
  files: Readonly<Record<string, string | Uint8Array>> = {},
): Folder {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'design-docs-cli-')));
  context.after(() => rmSync(path, { recursive: true, force: true, maxRetries: 3 }));
  const write = (file: string, content: string | Uint8Array): void => {
    mkdirSync(dirname(join(path, file)), { recursive: true });
    writeFileSync(join(path, file), content);
  };
  for (const [file, content] of Object.entries(files)) write(file, content);
  return { path, write, read: (file) => readFileSync(join(path, file), 'utf8') };
}

/**
 * An environment in which another program appends the line `Mine.` to a file just before the command line replaces it.
 */
export function withConcurrentEdit(path: string): Record<string, string> {
  return { ...preloading('concurrent-edit.cjs'), CONCURRENT_EDIT: path };
}

/** An environment in which Ctrl+C is pressed while a file is being written. */
export function withInterruptedWrite(): Record<string, string> {
  return preloading('interrupted-write.cjs');
}

function preloading(file: string): Record<string, string> {
  return { NODE_OPTIONS: `--require=${fileURLToPath(new URL(file, import.meta.url))}` };
}
