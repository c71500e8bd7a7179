import { execFile } from 'node:child_process';
import { realpath } from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';
import { UsageError } from '../io.ts';

/**
 * Runs git and resolves to its output. Rejects with the first line of its error message. Use `-z` to get unquoted file
 * names.
 */
export function git(cwd: string, ...args: string[]): Promise<string> {
  return run(cwd, process.env, args);
}

/** Like `git`, but always in the repository at `root`, even if a git hook set variables such as GIT_DIR. */
export function gitAt(root: string, ...args: string[]): Promise<string> {
  return run(root, isolatedEnv(), args);
}

/** The environment without variables that select another repository. */
export function isolatedEnv(): NodeJS.ProcessEnv {
  const { GIT_DIR, GIT_WORK_TREE, GIT_INDEX_FILE, GIT_COMMON_DIR, GIT_PREFIX, ...env } = process.env;
  // Never fetches anything, not even missing objects of a partial clone.
  return { ...env, GIT_TERMINAL_PROMPT: '0', GIT_NO_LAZY_FETCH: '1' };
}

/** Options that override a repository's settings, so that these commands run no programs and fetch nothing. */
export const SAFE_OPTIONS: readonly string[] = [
  'core.fsmonitor=false',
  'log.showSignature=false',
  'safe.bareRepository=explicit',
  'protocol.allow=never',
].flatMap((setting) => ['-c', setting]);

function run(cwd: string, env: NodeJS.ProcessEnv, args: readonly string[]): Promise<string> {
  return new Promise((done, fail) => {
    execFile('git', [...SAFE_OPTIONS, ...args], { cwd, env, maxBuffer: 1 << 28 }, (error, stdout, stderr) => {
      if (error) fail(new Error(stderr.trim().split('\n')[0] || error.message));
      else done(stdout);
    });
  });
}

/** Why git failed, as the end of a sentence without the period. */
export function gitFailure({ message }: Error): string {
  return /\bENOENT\b/.test(message) ? 'git is not installed' : `git reported “${message}”`;
}

/**
 * Returns a function that tests whether the file at an absolute path changed since the merge base with `base` (default:
 * origin/HEAD) or is untracked. If a submodule changed, all files in it count as changed. Throws a UsageError if there
 * is no repository or no such base. The function rejects with a UsageError for a file outside the repository.
 */
export async function changesSince(
  cwd: string,
  base: string | undefined,
): Promise<(path: string) => Promise<boolean>> {
  const root = await git(cwd, 'rev-parse', '--show-toplevel').then(
    (line) => resolve(line.replace(/\n$/, '')),
    (error: Error) => {
      throw new UsageError(`--changed needs git, but ${gitFailure(error)}.`);
    },
  );
  const from = await mergeBase(cwd, base);
  const lists = await Promise.all([
    git(cwd, 'diff', '--name-only', '-z', '--no-renames', '--diff-filter=d', '--no-relative', from, '--'),
    git(cwd, 'ls-files', '--others', '--exclude-standard', '--full-name', '-z', '--', ':/'),
  ]);
  const names = lists.flatMap((list) => list.split('\0')).filter((name) => name !== '');
  const changed = new Set(names.map((name) => resolve(root, name)));
  return async (path) => {
    // git lists files by their real paths.
    const real = await realpath(path).catch(() => path);
    if (!real.startsWith(root.endsWith(sep) ? root : root + sep))
      throw new UsageError(
        `${path} is outside the repository ${root}, so --changed cannot compare it. Remove it from the paths.`,
      );
    for (let each = real; each !== root; each = dirname(each)) if (changed.has(each)) return true;
    return false;
  };
}

async function mergeBase(cwd: string, base: string | undefined): Promise<string> {
  const wanted = base ?? 'origin/HEAD';
  const commit = await git(
    cwd,
    'rev-parse',
    '--verify',
    '--quiet',
    '--end-of-options',
    `${wanted}^{commit}`,
  ).catch(() => {
    throw new UsageError(
      base === undefined
        ? 'The repository has no origin/HEAD to compare with. Give a base, such as --changed=main.'
        : `The repository has no branch or commit “${base}”. Correct --changed=${base}, or fetch it.`,
    );
  });
  return git(cwd, 'merge-base', commit.trim(), 'HEAD').then(
    (ancestor) => ancestor.trim(),
    () => {
      throw new UsageError(
        `“${wanted}” and the current branch have no common ancestor. Fetch more of the history.`,
      );
    },
  );
}
