import { spawn } from 'node:child_process';
import { realpath, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { gitAt, gitFailure, isolatedEnv, SAFE_OPTIONS } from './git.ts';
import { type History, readLog } from './log.ts';

/**
 * The git histories of files, by their absolute paths. Each file is looked up in its own repository. Files that git
 * does not track are omitted. If git fails or a clone is shallow, all files of that repository are omitted, and
 * `onNote` is called with the reason.
 */
export async function historiesOf(
  paths: readonly string[],
  onNote: (note: string) => void,
): Promise<Map<string, History>> {
  const histories = new Map<string, History>();
  const notes = new Set<string>();
  for (const [root, files] of await byRepository(paths)) {
    const names = new Map([...files].map(([real, path]) => [slashed(relative(root, real)), path]));
    try {
      for (const [name, history] of await historiesIn(root, [...names.keys()], (note) => notes.add(note)))
        histories.set(names.get(name) as string, history);
    } catch (error) {
      notes.add(`Owner and age are omitted: ${gitFailure(error as Error)}.`);
    }
  }
  for (const note of notes) onNote(note);
  return histories;
}

type Repositories = Map<string, Map<string, string>>;

/** The files of each repository, by its root: their real paths, with the paths that were given. */
async function byRepository(paths: readonly string[]): Promise<Repositories> {
  const roots = new Map<string, string | undefined>();
  const found: Repositories = new Map();
  for (const path of paths) {
    const real = await realpath(path).catch(() => path);
    const folder = dirname(real);
    if (!roots.has(folder)) roots.set(folder, await rootAround(folder));
    const root = roots.get(folder);
    if (root !== undefined) found.set(root, (found.get(root) ?? new Map()).set(real, path));
  }
  return found;
}

/** The nearest folder with a `.git`, which is a file in a submodule or a linked working tree. */
async function rootAround(folder: string): Promise<string | undefined> {
  const isRoot = await stat(join(folder, '.git')).then(
    () => true,
    () => false,
  );
  if (isRoot) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : rootAround(parent);
}

async function historiesIn(
  root: string,
  names: readonly string[],
  onNote: (note: string) => void,
): Promise<Map<string, History>> {
  const facts = await gitAt(root, 'rev-parse', '--is-shallow-repository', '--show-toplevel');
  const [, isShallow, top = ''] = /^(\w+)\n(.*)\n$/s.exec(facts) ?? [];
  if (isShallow === 'true') {
    onNote(
      'Owner and age are omitted: this clone has only part of the history. Fetch the rest with “git fetch --unshallow”, or set fetch-depth: 0 for actions/checkout.',
    );
    return new Map();
  }
  // If `.git` is not a valid repository, git uses the one around it, in which the files have other paths.
  if ((await realpath(resolve(top))) !== (await realpath(root))) return new Map();
  const hasCommits = await gitAt(root, 'rev-parse', '--verify', '--quiet', 'HEAD').then(
    () => true,
    () => false,
  );
  return hasCommits ? readHistories(root, names) : new Map();
}

function slashed(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}

/** Reads the log as a stream, once for all files. Rejects with git's error message if git fails. */
function readHistories(root: string, names: readonly string[]): Promise<Map<string, History>> {
  const child = spawn('git', LOG_ARGS, {
    cwd: root,
    env: isolatedEnv(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors = (errors + chunk).slice(0, 2000);
  });
  const ended = new Promise<void>((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) =>
      code === 0 ? done() : fail(new Error(/^fatal: (.*)/m.exec(errors)?.[1] ?? `exit code ${code}`)),
    );
  });
  return Promise.all([readLog(child.stdout, names), ended]).then(([histories]) => histories);
}

/**
 * Lists every commit with the files that it changed, children before their parents. A merge lists only files that
 * differ from all of its parents. The log is not limited to paths, because filtering here is faster than in git. Only
 * exact renames are detected: for others, git would have to read file contents, and to fetch them in a partial clone.
 */
const LOG_ARGS = [
  ...SAFE_OPTIONS,
  ...['-c', 'log.showRoot=true', '-c', 'core.quotePath=false'],
  ...['log', '-z', '--raw', '-c', '--date-order', '--find-renames=100%', '--no-color', '--no-relative'],
  ...['--no-follow', '--no-notes', '--no-abbrev', '--encoding=UTF-8', '--format=tformat:@%ct %aN', 'HEAD'],
];
