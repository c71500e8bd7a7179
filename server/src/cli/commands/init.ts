import { join } from 'node:path';
import type { Call } from '../command.ts';
import { createFile, exists } from '../files/create.ts';
import { readMarkdown } from '../files/read.ts';
import { writeAtomically, writeFailure } from '../files/write.ts';
import { git } from '../git/git.ts';
import { insertHook, PRE_COMMIT_FILE } from '../git/pre-commit.ts';
import { EXIT, type ExitCode, type Io, UsageError } from '../io.ts';
import {
  CONFIG,
  githubWorkflow,
  gitlabJob,
  preCommitEntry,
  REPOSITORY,
  type SetupFile,
} from './setup-files.ts';

const CI: Readonly<Record<string, (version: string) => SetupFile>> = {
  github: githubWorkflow,
  gitlab: gitlabJob,
};

export async function run({ options }: Call, io: Io): Promise<ExitCode> {
  const ci = CI[options['ci'] as string]?.(io.version);
  if (ci) await requireRoot(io.cwd);
  const hook = await readHook(io);
  for (const { path, text } of [CONFIG, ...(ci ? [ci] : [])]) {
    const isMade = await createFile(join(io.cwd, path), text, path);
    io.stdout.write(`${isMade ? `Wrote ${path}.` : await staying(path, io.cwd)}\n`);
  }
  if (hook) io.stdout.write(`${await addHook(hook, io.cwd)}\n`);
  io.stdout.write('Next: run “design-docs check”, or create a document with “design-docs new FILE”.\n');
  return EXIT.clean;
}

/** CI services read their configuration only from the root of the repository. */
async function requireRoot(cwd: string): Promise<void> {
  const below = await git(cwd, 'rev-parse', '--show-prefix').catch(() => '');
  if (below.trim() === '') return;
  const root = (await git(cwd, 'rev-parse', '--show-toplevel')).trim();
  throw new UsageError(`The current folder is not the root of its repository. Run this command in ${root}.`);
}

/** The message for an existing file, which is never changed. Links to the text to add, unless the file already has it. */
async function staying(path: string, cwd: string): Promise<string> {
  const { text = '' } = await readMarkdown(join(cwd, path));
  const advice = text.includes('design-docs')
    ? ''
    : ` To add the check to it, see ${REPOSITORY}/blob/main/docs/ci.md`;
  return `${path} already exists and was not changed.${path === CONFIG.path ? '' : advice}`;
}

interface HookFile {
  readonly bytes: Buffer;
  /** The text with the hook added; `undefined` if the file already has it. */
  readonly text: string | undefined;
}

/** Reads the pre-commit configuration, if there is one. Runs before any file is written, so an error changes nothing. */
async function readHook({ cwd, version }: Io): Promise<HookFile | undefined> {
  const path = join(cwd, PRE_COMMIT_FILE);
  if (!(await exists(path))) return undefined;
  const reading = await readMarkdown(path);
  if (reading.failure !== undefined) throw new UsageError(`${PRE_COMMIT_FILE} ${reading.failure}`);
  try {
    return { bytes: reading.bytes, text: insertHook(reading.text, 'design-docs', preCommitEntry(version)) };
  } catch (error) {
    throw new UsageError(
      `The hook cannot be added to ${PRE_COMMIT_FILE}. ${(error as Error).message} Fix the file and run this command again.`,
    );
  }
}

async function addHook({ bytes, text }: HookFile, cwd: string): Promise<string> {
  if (text === undefined) return `${PRE_COMMIT_FILE} already has the hook.`;
  const isWritten = await writeAtomically(join(cwd, PRE_COMMIT_FILE), text, bytes).catch((error: Error) => {
    throw new UsageError(writeFailure(PRE_COMMIT_FILE, error));
  });
  if (isWritten) return `Added the hook to ${PRE_COMMIT_FILE}.`;
  throw new UsageError(`${PRE_COMMIT_FILE} changed while this command ran. Run the command again.`);
}
