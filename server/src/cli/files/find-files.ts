import type { Dirent } from 'node:fs';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import picomatch from 'picomatch';
import { UsageError } from '../io.ts';
import type { Problem } from '../schema.ts';
import { shownPath } from './paths.ts';
import { unread } from './read.ts';

/** What is told while files are looked for. */
export interface FileListeners {
  /** A folder that cannot be read, or an ignore file. */
  onProblem(problem: Problem): void;
  /** A link that is not followed. */
  onNote(note: string): void;
}

/**
 * The Markdown files that patterns name, each once, as absolute paths in a fixed order. A pattern is a file, which is
 * taken whatever it is called, a folder, a glob, or with `!` in front a glob of what to leave out. Below folders, what
 * a .gitignore leaves out is left out, and links are not followed. No ignore file above the folder `top` is read, if one
 * is given. Throws a UsageError for a pattern that names nothing.
 */
export async function findFiles(
  patterns: readonly string[],
  cwd: string,
  listeners: FileListeners,
  top?: string,
): Promise<string[]> {
  const isExcluded = exclusion(patterns, cwd);
  const found = new Set<string>();
  const named = patterns.filter((pattern) => !pattern.startsWith('!'));
  const wanted = named.length > 0 ? named : ['.'];
  const search: Search = { cwd, listeners, top, folders: await foldersOf(wanted, cwd) };
  for (const pattern of wanted) {
    const before = found.size;
    let matched = 0;
    for await (const path of filesOf(pattern, search)) {
      matched++;
      if (!isExcluded(path)) found.add(path);
    }
    if (matched === 0 && found.size === before) throw new UsageError(nothingAt(pattern));
  }
  if (found.size === 0)
    throw new UsageError(
      'What “!” leaves out leaves no Markdown file. Correct the paths that begin with it.',
    );
  return [...found];
}

interface Search {
  readonly cwd: string;
  readonly listeners: FileListeners;
  readonly top: string | undefined;
  /** Where it is looked, without links. */
  readonly folders: readonly string[];
}

function foldersOf(patterns: readonly string[], cwd: string): Promise<string[]> {
  const paths = patterns.map((pattern) => resolve(cwd, picomatch.scan(slashed(pattern)).base));
  return Promise.all(paths.map((path) => realpath(path).catch(() => path)));
}

function nothingAt(pattern: string): string {
  if (pattern === '') return 'An empty word names no Markdown file. Leave it out, or set what it comes from.';
  return pattern === '.' || pattern === './'
    ? 'There is no Markdown file in this folder. Name files, folders or globs.'
    : `“${pattern}” names no Markdown file. Correct it, or leave it out.`;
}

async function* filesOf(pattern: string, search: Search): AsyncGenerator<string> {
  const { cwd, listeners, top } = search;
  // It would be the whole folder.
  if (pattern === '') return;
  const path = resolve(cwd, pattern);
  const there = await stat(path).catch((error: NodeJS.ErrnoException) => error);
  if (!(there instanceof Error)) {
    if (there.isDirectory()) yield* walk(path, search, await rulesAbove(path, listeners, top));
    else yield path;
    return;
  }
  const { base, isGlob } = picomatch.scan(slashed(pattern));
  if (!isGlob) {
    if (there.code === 'ENOENT' || there.code === 'ENOTDIR') return;
    // It is there and cannot be looked at: told by name, as any other file that cannot be read.
    yield path;
    return;
  }
  const folder = resolve(cwd, base);
  const isMatch = picomatch(slashed(resolve(cwd, pattern)), { dot: true });
  if (!(await isFolder(folder))) return;
  for await (const file of walk(folder, search, await rulesAbove(folder, listeners, top)))
    if (isMatch(slashed(file))) yield file;
}

function exclusion(patterns: readonly string[], cwd: string): (path: string) => boolean {
  const globs = patterns
    .filter((pattern) => pattern.startsWith('!'))
    .map((pattern) => slashed(resolve(cwd, pattern.slice(1))));
  const matchers = globs.flatMap((glob) => [
    picomatch(glob, { dot: true }),
    picomatch(`${glob}/**`, { dot: true }),
  ]);
  return (path) => matchers.some((matches) => matches(slashed(path)));
}

/** The ignore rules of a folder and of all that are around it, up to the root of the repository. */
interface IgnoreRules {
  readonly folder: string;
  readonly rules: Ignore;
}

async function* walk(folder: string, search: Search, above: readonly IgnoreRules[]): AsyncGenerator<string> {
  const { cwd, listeners } = search;
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    listeners.onProblem(unread(shownPath(cwd, folder), error));
    return [];
  });
  const rules = entries.some(({ name }) => name === '.gitignore')
    ? [...above, ...(await rulesIn(folder, cwd, listeners))]
    : above;
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.name === '.design-docs.yml')
      listeners.onNote(`${shownPath(cwd, path)} is not read. Rename it to .design-docs.yaml.`);
    if (isIgnored(rules, path, entry.isDirectory())) continue;
    if (entry.isDirectory()) {
      if (!SKIPPED.has(entry.name)) yield* walk(path, search, rules);
    } else if (entry.isSymbolicLink()) {
      const note = await noteOf(path, entry, search);
      if (note) listeners.onNote(note);
    } else if (entry.isFile() && isMarkdown(entry.name)) yield path;
  }
}

const SKIPPED = new Set(['.git', '.hg', '.svn', 'node_modules']);

function isMarkdown(name: string): boolean {
  return /\.(?:md|markdown)$/i.test(name);
}

/** Links are not followed: what they lead to is found where it lies. Of one that hides Markdown a word is said. */
async function noteOf(path: string, { name }: Dirent, { cwd, folders }: Search): Promise<string | undefined> {
  const shown = shownPath(cwd, path);
  const target = await realpath(path).catch(() => undefined);
  if (target === undefined) return isMarkdown(name) ? `${shown} is a link that leads nowhere.` : undefined;
  const leadsToFolder = await isFolder(target);
  if (!leadsToFolder && !isMarkdown(name)) return undefined;
  if (
    path.startsWith(`${target}${sep}`) ||
    `${await realpath(dirname(path))}${sep}`.startsWith(`${target}${sep}`)
  )
    return `${shown} is a link to a folder around it, so it is not followed.`;
  if (folders.some((folder) => target.startsWith(`${folder}${sep}`))) return undefined;
  return `${shown} is a link that leads out of what is checked, so it is not followed. Name its target to check that too.`;
}

function isIgnored(rules: readonly IgnoreRules[], path: string, isFolder: boolean): boolean {
  let ignored = false;
  for (const { folder, rules: own } of rules) {
    const { ignored: is, unignored } = own.test(slashed(relative(folder, path)) + (isFolder ? '/' : ''));
    ignored = is || (ignored && !unignored);
  }
  return ignored;
}

async function rulesAbove(
  start: string,
  listeners: FileListeners,
  top: string | undefined,
): Promise<IgnoreRules[]> {
  const found: IgnoreRules[] = [];
  for (let folder = start; folder !== top && !(await isThere(join(folder, '.git'))); ) {
    const parent = dirname(folder);
    // Outside of a repository, what lies around the folder says nothing of it.
    if (parent === folder) return [];
    found.unshift(...(await rulesIn(parent, start, listeners)));
    folder = parent;
  }
  return found;
}

async function rulesIn(folder: string, cwd: string, listeners: FileListeners): Promise<IgnoreRules[]> {
  const path = join(folder, '.gitignore');
  try {
    return [{ folder, rules: ignore().add(await readFile(path, 'utf8')) }];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
      listeners.onProblem(unread(shownPath(cwd, path), error));
    return [];
  }
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() === true;
}

async function isThere(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}

function slashed(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}
