import type { Dirent } from 'node:fs';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import picomatch from 'picomatch';
import { UsageError } from '../io.ts';
import type { Problem } from '../schema.ts';
import { shownPath } from './paths.ts';
import { readProblem } from './read.ts';

/** Called while files are searched. */
export interface FileListeners {
  /** A folder or an ignore file cannot be read. */
  onProblem(problem: Problem): void;
  /** A link is not followed, or a config file has the wrong name. */
  onNote(note: string): void;
}

/**
 * Finds the Markdown files that match patterns. Resolves to absolute paths, without duplicates, in a fixed order. A
 * pattern is a file, a folder, a glob, or a glob with `!` in front that excludes files. A file that is given by its
 * path is included whatever its extension. In folders, files ignored by .gitignore are excluded, and links are not
 * followed. Ignore files above the folder `top` are not read; without it, those up to the root of the repository are.
 * Rejects with a UsageError if a pattern matches nothing.
 */
export async function findFiles(
  patterns: readonly string[],
  cwd: string,
  listeners: FileListeners,
  top?: string,
): Promise<string[]> {
  const isExcluded = exclusion(patterns, cwd);
  const files = new Set<string>();
  const included = patterns.filter((pattern) => !pattern.startsWith('!'));
  const wanted = included.length > 0 ? included : ['.'];
  const search: Search = { cwd, listeners, top, folders: await foldersOf(wanted, cwd) };
  for (const pattern of wanted) {
    const before = files.size;
    let matched = 0;
    for await (const path of filesOf(pattern, search)) {
      matched++;
      if (!isExcluded(path)) files.add(path);
    }
    if (matched === 0 && files.size === before) throw new UsageError(noMatchMessage(pattern));
  }
  if (files.size === 0) throw new UsageError('The “!” patterns exclude every file.');
  return [...files];
}

interface Search {
  readonly cwd: string;
  readonly listeners: FileListeners;
  readonly top: string | undefined;
  /** The real paths of the searched folders. */
  readonly folders: readonly string[];
}

function foldersOf(patterns: readonly string[], cwd: string): Promise<string[]> {
  const paths = patterns.map((pattern) => resolve(cwd, picomatch.scan(slashed(pattern)).base));
  return Promise.all(paths.map((path) => realpath(path).catch(() => path)));
}

function noMatchMessage(pattern: string): string {
  if (pattern === '') return 'A path argument is empty; is a variable unset?';
  return pattern === '.' || pattern === './'
    ? 'There are no Markdown files in the current folder. Give files, folders, or globs.'
    : `No Markdown file matches “${pattern}”. Correct it, or omit it.`;
}

async function* filesOf(pattern: string, search: Search): AsyncGenerator<string> {
  const { cwd, listeners, top } = search;
  // `resolve` would turn an empty pattern into the working directory.
  if (pattern === '') return;
  const path = resolve(cwd, pattern);
  const stats = await stat(path).catch((error: NodeJS.ErrnoException) => error);
  if (!(stats instanceof Error)) {
    if (stats.isDirectory()) yield* walk(path, search, await rulesAbove(path, listeners, top));
    else yield path;
    return;
  }
  const { base, isGlob } = picomatch.scan(slashed(pattern));
  if (!isGlob) {
    if (stats.code === 'ENOENT' || stats.code === 'ENOTDIR') return;
    // The file exists but cannot be accessed. Reading it reports the error.
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

/** The rules of the ignore file in a folder. */
interface IgnoreRules {
  readonly folder: string;
  readonly rules: Ignore;
}

async function* walk(folder: string, search: Search, above: readonly IgnoreRules[]): AsyncGenerator<string> {
  const { cwd, listeners } = search;
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    listeners.onProblem(readProblem(shownPath(cwd, folder), error));
    return [];
  });
  const rules = entries.some(({ name }) => name === '.gitignore')
    ? [...above, ...(await rulesIn(folder, cwd, listeners))]
    : above;
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.name === '.design-docs.yml')
      listeners.onNote(`${shownPath(cwd, path)} is ignored. Rename it to .design-docs.yaml.`);
    if (isIgnored(rules, path, entry.isDirectory())) continue;
    if (entry.isDirectory()) {
      if (!SKIPPED.has(entry.name)) yield* walk(path, search, rules);
    } else if (entry.isSymbolicLink()) {
      const note = await linkNote(path, entry, search);
      if (note) listeners.onNote(note);
    } else if (entry.isFile() && isMarkdown(entry.name)) yield path;
  }
}

const SKIPPED = new Set(['.git', '.hg', '.svn', 'node_modules']);

function isMarkdown(name: string): boolean {
  return /\.(?:md|markdown)$/i.test(name);
}

/**
 * A note about a link that hides Markdown files from the search; `undefined` if its target is searched anyway or has no
 * Markdown.
 */
async function linkNote(
  path: string,
  { name }: Dirent,
  { cwd, folders }: Search,
): Promise<string | undefined> {
  const shown = shownPath(cwd, path);
  const target = await realpath(path).catch(() => undefined);
  if (target === undefined) return isMarkdown(name) ? `${shown} is a broken link.` : undefined;
  const leadsToFolder = await isFolder(target);
  if (!leadsToFolder && !isMarkdown(name)) return undefined;
  if (
    path.startsWith(`${target}${sep}`) ||
    `${await realpath(dirname(path))}${sep}`.startsWith(`${target}${sep}`)
  )
    return `${shown} is a link to one of its parent folders, so it is not followed.`;
  if (folders.some((folder) => target.startsWith(`${folder}${sep}`))) return undefined;
  return `${shown} is a link that leads outside the given folders, so it is not followed. To check its target, give its path.`;
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
  const rules: IgnoreRules[] = [];
  for (let folder = start; folder !== top && !(await exists(join(folder, '.git'))); ) {
    const parent = dirname(folder);
    // Outside a repository, ignore files in parent folders do not apply.
    if (parent === folder) return [];
    rules.unshift(...(await rulesIn(parent, start, listeners)));
    folder = parent;
  }
  return rules;
}

async function rulesIn(folder: string, cwd: string, listeners: FileListeners): Promise<IgnoreRules[]> {
  const path = join(folder, '.gitignore');
  try {
    return [{ folder, rules: ignore().add(await readFile(path, 'utf8')) }];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
      listeners.onProblem(readProblem(shownPath(cwd, path), error));
    return [];
  }
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() === true;
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}

function slashed(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}
