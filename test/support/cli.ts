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

/** The built command line, as npm puts it on the PATH. */
export const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

export const VERSION: string = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
).version;

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly cwd: string;
  readonly stdin?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  /** The Node that runs it; the one of the tests, if none is given. */
  readonly node?: string;
}

/** Runs the command line in a process of its own, without colours, and waits for its end. */
export async function runCli(
  args: readonly string[],
  { cwd, stdin = '', env, node }: CliOptions,
): Promise<Ended> {
  const { FORCE_COLOR: _, NO_COLOR: __, ...own } = process.env;
  const child = spawn(node ?? process.execPath, [CLI, ...args], { cwd, env: { ...own, ...env } });
  child.stdin.on('error', () => {});
  child.stdin.end(stdin);
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, stdout, stderr };
}

/**
 * The same from its source, in this process: most of what a call in a process of its own takes is the start of that
 * process. Files that are many go to the built threads. What is about the process itself takes the built one: signals,
 * streams, `lsp` and `mcp`.
 */
export async function callCli(
  args: readonly string[],
  { cwd, stdin = '', env = {} }: Omit<CliOptions, 'node'>,
): Promise<Ended> {
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
  serve: () => Promise.reject(new Error('A server takes a process of its own.')),
};

export interface Folder {
  readonly path: string;
  write(file: string, content: string | Uint8Array): void;
  read(file: string): string;
}

/** A folder on the disk with these files, removed when the test is over. */
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

/** The environment in which somebody else changes a file just before it is replaced: a line `Mine.` at its end. */
export function whileChanging(path: string): Record<string, string> {
  return { ...preloading('meanwhile.cjs'), CHANGED_MEANWHILE: path };
}

/** The environment in which Ctrl-C is pressed while a file is written. */
export function whileInterrupted(): Record<string, string> {
  return preloading('interrupted.cjs');
}

function preloading(file: string): Record<string, string> {
  return { NODE_OPTIONS: `--require=${fileURLToPath(new URL(file, import.meta.url))}` };
}
