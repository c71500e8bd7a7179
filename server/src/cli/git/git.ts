import { execFile } from 'node:child_process';
import { realpath } from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';
import { UsageError } from '../io.ts';

/** What git prints; rejects with what it says if it fails. Quoting of file names is off where `-z` is given. */
export function git(cwd: string, ...args: string[]): Promise<string> {
  return run(cwd, process.env, args);
}

/** The same of the repository in whose folder it is asked, whichever one a hook that runs this speaks of. */
export function gitAt(root: string, ...args: string[]): Promise<string> {
  return run(root, envAt(), args);
}

/** The environment without what would name another repository. */
export function envAt(): NodeJS.ProcessEnv {
  const { GIT_DIR, GIT_WORK_TREE, GIT_INDEX_FILE, GIT_COMMON_DIR, GIT_PREFIX, ...env } = process.env;
  // Nothing is fetched, not even what a partial clone lacks.
  return { ...env, GIT_TERMINAL_PROMPT: '0', GIT_NO_LAZY_FETCH: '1' };
}

/** What a repository's own settings may have git do, and our questions could come by: run programs, and fetch. */
export const NOTHING_ELSE: readonly string[] = [
  'core.fsmonitor=false',
  'log.showSignature=false',
  'safe.bareRepository=explicit',
  'protocol.allow=never',
].flatMap((setting) => ['-c', setting]);

function run(cwd: string, env: NodeJS.ProcessEnv, args: readonly string[]): Promise<string> {
  return new Promise((done, fail) => {
    execFile('git', [...NOTHING_ELSE, ...args], { cwd, env, maxBuffer: 1 << 28 }, (error, stdout, stderr) => {
      if (error) fail(new Error(stderr.trim().split('\n')[0] || error.message));
      else done(stdout);
    });
  });
}

/** What kept git from answering, in words that go on a sentence. */
export function gitSays({ message }: Error): string {
  return /\bENOENT\b/.test(message) ? 'git is not installed' : `git says “${message}”`;
}

/**
 * Tells files, by absolute paths, that differ from where the branch left `base`, or that git does not know yet, from all
 * others; all that lies in a submodule differs once the submodule does. Throws a UsageError where there is no repository
 * or no such base, and for a file outside of the repository, of which git can say nothing.
 */
export async function changesSince(
  cwd: string,
  base: string | undefined,
): Promise<(path: string) => Promise<boolean>> {
  const root = await git(cwd, 'rev-parse', '--show-toplevel').then(
    (line) => resolve(line.replace(/\n$/, '')),
    (error: Error) => {
      throw new UsageError(`--changed asks git, and ${gitSays(error)}.`);
    },
  );
  const from = await forkPoint(cwd, base);
  const lists = await Promise.all([
    git(cwd, 'diff', '--name-only', '-z', '--no-renames', '--diff-filter=d', '--no-relative', from, '--'),
    git(cwd, 'ls-files', '--others', '--exclude-standard', '--full-name', '-z', '--', ':/'),
  ]);
  const names = lists.flatMap((list) => list.split('\0')).filter((name) => name !== '');
  const changed = new Set(names.map((name) => resolve(root, name)));
  return async (path) => {
    // git knows files by where they lie, whatever links lead there.
    const place = await realpath(path).catch(() => path);
    if (!place.startsWith(root.endsWith(sep) ? root : root + sep))
      throw new UsageError(
        `${path} lies outside of the repository ${root}, so --changed cannot tell. Leave it out.`,
      );
    for (let each = place; each !== root; each = dirname(each)) if (changed.has(each)) return true;
    return false;
  };
}

async function forkPoint(cwd: string, base: string | undefined): Promise<string> {
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
        ? 'git knows no origin/HEAD to compare with. Name the base, as in --changed=main.'
        : `git knows no branch or commit “${base}”. Correct --changed=${base}, or fetch it.`,
    );
  });
  return git(cwd, 'merge-base', commit.trim(), 'HEAD').then(
    (fork) => fork.trim(),
    () => {
      throw new UsageError(
        `git finds nothing that “${wanted}” and this branch have in common. Fetch more of the history.`,
      );
    },
  );
}
