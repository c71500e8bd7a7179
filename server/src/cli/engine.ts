import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseMarkdown } from '../markdown/markdown.ts';
import type { Gate } from '../rules/severity.ts';
import { createService, type Service, type Source } from '../service/service.ts';
import { DEFAULT_SETTINGS } from '../settings.ts';
import { isWithin } from '../text/uri.ts';
import {
  builtinTemplates,
  type Environment,
  type KnownTemplate,
  type Overrides,
} from '../workspace/environment.ts';
import type { Host } from '../workspace/host.ts';
import { createWorkspace } from '../workspace/workspace.ts';
import { shownPath, uriOf } from './files/paths.ts';
import { readMarkdown } from './files/read.ts';
import { UsageError } from './io.ts';
import type { Problem } from './schema.ts';

/** The command-line options that apply to all documents. Paths are relative to `cwd`. */
export interface Choice {
  readonly cwd: string;
  readonly config?: string | undefined;
  readonly template?: string | undefined;
  readonly gate?: Gate | undefined;
  readonly level?: string | undefined;
}

/** The service and the files on disk. */
export interface Engine {
  readonly service: Service;
  readonly cwd: string;
  /** The value of `--level`, at which all documents are checked. */
  readonly level: string | undefined;
  environmentOf(path: string): Promise<Environment>;
  /** Parses a text as if it were the file at `path`. */
  sourceOf(path: string, text: string): Promise<Source>;
  /**
   * Returns and clears the problems since the last call: config files and templates that could not be read, and rules
   * that threw while the file at `path` was checked. Findings in config files are not included.
   */
  takeProblems(path: string): Problem[];
}

/** What an engine uses. The built-in templates are slow to load, so several engines can share them. */
export interface EngineDependencies {
  /** Reads config files and templates. Default: from disk. */
  readonly read?: Host['read'];
  readonly builtin?: readonly KnownTemplate[];
}

export function createEngine(
  { cwd, config, template, gate, level }: Choice,
  { read, builtin = builtinTemplates() }: EngineDependencies = {},
): Engine {
  const failures: string[] = [];
  const unread: Problem[] = [];
  const service = createService({
    onRuleError(rule, error) {
      failures.push(`rule ${rule} failed: ${error instanceof Error ? error.message : String(error)}`);
    },
  });
  const overrides: Overrides = {
    gate,
    level,
    config: config === undefined ? undefined : uriOf(cwd, config),
    template: template === undefined ? undefined : { target: template, base: uriOf(cwd, '.') },
  };
  const workspace = createWorkspace({ read: read ?? readerOf(cwd, unread) }, builtin, overrides);
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

/** Reads config files and templates from disk. If one exists but cannot be read, adds a problem to `unread`. */
function readerOf(cwd: string, unread: Problem[]): Host['read'] {
  return async (uri, bounds) => {
    if (!uri.startsWith('file:')) return undefined;
    const file = fileURLToPath(uri);
    const path = shownPath(cwd, file);
    if (bounds && isOutside(bounds, file)) {
      const folders = bounds.map((folder) => fileURLToPath(folder)).join(' and ');
      unread.push({
        path,
        message: `${path} is a link that leads outside ${folders}, so it is not read. Move its target inside.`,
      });
      return undefined;
    }
    const reading = readMarkdown(file);
    if (reading.failure !== undefined && !reading.isMissing)
      unread.push({ path, message: `${path} ${reading.failure}` });
    return reading.text;
  };
}

/** Whether a file is outside all of the folders after links are resolved; `false` if it does not exist. */
function isOutside(folders: readonly string[], file: string): boolean {
  try {
    const path = pathToFileURL(realpathSync(file)).href;
    const roots = folders.map((folder) => pathToFileURL(realpathSync(fileURLToPath(folder))).href);
    return !roots.some((root) => isWithin(root, path));
  } catch {
    return false;
  }
}

/**
 * Returns a function that finds the root of the repository around a folder, and remembers the folders that it has seen.
 */
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

/** Throws a UsageError if the config file or the template of the options does not exist. */
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

/** Throws a UsageError if no template in the environments has the level. */
export function requireLevel(level: string, environments: readonly Environment[]): void {
  const templates = environments.flatMap((environment) => environment.templates);
  const levels = new Set(templates.flatMap((known) => known.template.levels.map(({ name }) => name)));
  if (!levels.has(level))
    throw new UsageError(
      `No template has the level “${level}”. Give --level one of ${[...levels].join(', ')}.`,
    );
}
