import { spawn } from 'node:child_process';
import { realpath, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { envAt, gitAt, gitSays, NOTHING_ELSE } from './git.ts';
import { type History, readLog } from './log.ts';

/**
 * The histories of files by their absolute paths, each from the repository that it lies in. What git does not know is
 * left out; where git cannot be asked, or knows only a part of the history, all is left out and `onNote` told why.
 */
export async function historiesOf(
  paths: readonly string[],
  onNote: (note: string) => void,
): Promise<Map<string, History>> {
  const found = new Map<string, History>();
  const notes = new Set<string>();
  for (const [root, files] of await byRepository(paths)) {
    const names = new Map([...files].map(([real, path]) => [slashed(relative(root, real)), path]));
    try {
      for (const [name, history] of await historiesIn(root, [...names.keys()], (note) => notes.add(note)))
        found.set(names.get(name) as string, history);
    } catch (error) {
      notes.add(`Owner and age are left out: ${gitSays(error as Error)}.`);
    }
  }
  for (const note of notes) onNote(note);
  return found;
}

type Repositories = Map<string, Map<string, string>>;

/** The files of each repository, real paths with those that were given, by the repository's root. */
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

/** A submodule and a linked working tree have a file `.git`. */
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
      'Owner and age are left out: this clone holds only a part of the history. Fetch all of it: “git fetch --unshallow”, or fetch-depth: 0 for actions/checkout.',
    );
    return new Map();
  }
  // A .git that is no repository belongs to the one around it, whose names are others.
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

/** Reads the log once, as git writes it. Rejects with what git says if it fails. */
function readHistories(root: string, names: readonly string[]): Promise<Map<string, History>> {
  const child = spawn('git', LOG, {
    cwd: root,
    env: envAt(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said = (said + chunk).slice(0, 2000);
  });
  const ended = new Promise<void>((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) =>
      code === 0 ? done() : fail(new Error(/^fatal: (.*)/m.exec(said)?.[1] ?? `it ended with ${code}`)),
    );
  });
  return Promise.all([readLog(child.stdout, names), ended]).then(([histories]) => histories);
}

/**
 * Each commit with the files that it changed, children before their parents; a merge has those alone that differ from
 * all its parents. All files are listed: matching their names here takes less time than patterns do in git. Only whole
 * moves are followed: to know others, git would have to read texts, and in a partial clone to fetch them.
 */
const LOG = [
  ...NOTHING_ELSE,
  ...['-c', 'log.showRoot=true', '-c', 'core.quotePath=false'],
  ...['log', '-z', '--raw', '-c', '--date-order', '--find-renames=100%', '--no-color', '--no-relative'],
  ...['--no-follow', '--no-notes', '--no-abbrev', '--encoding=UTF-8', '--format=tformat:@%ct %aN', 'HEAD'],
];
