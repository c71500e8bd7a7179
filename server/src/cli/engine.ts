import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseMarkdown } from '../markdown/markdown.ts';
import type { Gate } from '../rules/severity.ts';
import { createService, type Service, type Source } from '../service.ts';
import { DEFAULT_SETTINGS } from '../settings.ts';
import { isWithin } from '../text/uri.ts';
import {
  builtinTemplates,
  type Chosen,
  type Environment,
  type KnownTemplate,
} from '../workspace/environment.ts';
import type { Host } from '../workspace/host.ts';
import { createWorkspace } from '../workspace/workspace.ts';
import { shownPath, uriOf } from './files/paths.ts';
import { readMarkdown } from './files/read.ts';
import { UsageError } from './io.ts';
import type { Problem } from './schema.ts';

/** What decides about all documents, as it was given on the command line; paths are relative to `cwd`. */
export interface Choice {
  readonly cwd: string;
  readonly config?: string | undefined;
  readonly template?: string | undefined;
  readonly gate?: Gate | undefined;
  readonly level?: string | undefined;
}

/** The engine on this machine's disk. */
export interface Engine {
  readonly service: Service;
  readonly cwd: string;
  /** The level that was chosen for all documents. */
  readonly level: string | undefined;
  environmentOf(path: string): Promise<Environment>;
  /** The document of a text, as if it lay at `path`. */
  sourceOf(path: string, text: string): Promise<Source>;
  /**
   * What went wrong since it was last asked, but for what a file itself is told of: config files and templates that could
   * not be read, and rules that threw while `path` was judged; the other rules have run.
   */
  takeProblems(path: string): Problem[];
}

/** What an engine reads config files and templates with, and the built-in templates, which take a while to read. */
export interface Means {
  readonly read?: Host['read'];
  readonly builtin?: readonly KnownTemplate[];
}

export function createEngine(
  { cwd, config, template, gate, level }: Choice,
  { read, builtin = builtinTemplates() }: Means = {},
): Engine {
  const failures: string[] = [];
  const unread: Problem[] = [];
  const service = createService({
    onRuleError(rule, error) {
      failures.push(`the rule ${rule} failed: ${error instanceof Error ? error.message : String(error)}`);
    },
  });
  const chosen: Chosen = {
    gate,
    level,
    config: config === undefined ? undefined : uriOf(cwd, config),
    template: template === undefined ? undefined : { target: template, base: uriOf(cwd, '.') },
  };
  const workspace = createWorkspace({ read: read ?? readerOf(cwd, unread) }, builtin, chosen);
  const repositoryOf = findRepositories();
  const environmentOf = (path: string): Promise<Environment> => {
    const bounds = [uriOf(cwd, repositoryOf(dirname(resolve(cwd, path))) ?? '.')];
    return workspace.environmentOf({
      uri: uriOf(cwd, path),
      folder: undefined,
      bounds,
      user: DEFAULT_SETTINGS,
    });
  };
  return {
    service,
    cwd,
    level,
    environmentOf,
    async sourceOf(path, text) {
      const environment = await environmentOf(path);
      return { uri: uriOf(cwd, path), markdown: parseMarkdown(text), environment };
    },
    takeProblems: (path) => [
      ...unread.splice(0),
      ...failures.splice(0).map((message) => ({ path, message: `${path}: ${message}.` })),
    ],
  };
}

/** Reads config files and templates; of one that is there and cannot be read, `unread` is told. */
function readerOf(cwd: string, unread: Problem[]): Host['read'] {
  return async (uri, bounds) => {
    if (!uri.startsWith('file:')) return undefined;
    const file = fileURLToPath(uri);
    const path = shownPath(cwd, file);
    if (bounds && leadsOut(bounds, file)) {
      const folders = bounds.map((folder) => fileURLToPath(folder)).join(' and ');
      unread.push({
        path,
        message: `${path} is a link that leads out of ${folders}, so it is not read. Put the file there.`,
      });
      return undefined;
    }
    const reading = readMarkdown(file);
    if (reading.failure !== undefined && !reading.isMissing)
      unread.push({ path, message: `${path} ${reading.failure}` });
    return reading.text;
  };
}

/** Whether links on the way to a file lead out of all of some folders; what is not there leads nowhere. */
function leadsOut(folders: readonly string[], file: string): boolean {
  try {
    const path = pathToFileURL(realpathSync(file)).href;
    const roots = folders.map((folder) => pathToFileURL(realpathSync(fileURLToPath(folder))).href);
    return !roots.some((root) => isWithin(root, path));
  } catch {
    return false;
  }
}

/** Finds the repository that a folder is or lies in, looking at each folder once; `undefined` if there is none. */
function findRepositories(): (folder: string) => string | undefined {
  const known = new Map<string, string | undefined>();
  const find = (folder: string): string | undefined => {
    if (known.has(folder)) return known.get(folder);
    const parent = dirname(folder);
    const found = existsSync(join(folder, '.git')) ? folder : parent === folder ? undefined : find(parent);
    known.set(folder, found);
    return found;
  };
  return find;
}

/** Throws a UsageError for a config file or a template that is not there. */
export async function requireUsable(engine: Engine, { config, template }: Choice): Promise<void> {
  const environment = await engine.environmentOf('a.md');
  const { templates, maps } = environment;
  if (config !== undefined && !environment.config)
    throw new UsageError(`There is no config file “${config}”. Correct --config.`);
  const [map] = maps.filter(({ by }) => by === 'option');
  if (template !== undefined && !map?.template) {
    const names = templates.filter(({ origin }) => origin === 'built-in').map(({ id }) => id);
    throw new UsageError(
      `There is no template “${template}” with sections. Give --template a Markdown file, or one of ${names.join(', ')}.`,
    );
  }
}

/** Throws a UsageError for a level that no template in some environments has. */
export function requireLevel(level: string, environments: readonly Environment[]): void {
  const templates = environments.flatMap((environment) => environment.templates);
  const levels = new Set(templates.flatMap((known) => known.template.levels.map(({ name }) => name)));
  if (!levels.has(level))
    throw new UsageError(
      `No template has the level “${level}”. Give --level one of ${[...levels].join(', ')}.`,
    );
}
