import { fileURLToPath } from 'node:url';
import { parseMarkdown } from '../markdown/markdown.ts';
import type { Gate } from '../rules/severity.ts';
import { createService, type Service, type Source } from '../service.ts';
import { DEFAULT_SETTINGS } from '../settings.ts';
import {
  builtinTemplates,
  type Chosen,
  type Environment,
  type KnownTemplate,
} from '../workspace/environment.ts';
import { createWorkspace } from '../workspace/workspace.ts';
import { UsageError } from './io.ts';
import { shownPath, uriOf } from './paths.ts';
import { readMarkdown } from './read.ts';
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
  readonly read?: (uri: string) => Promise<string | undefined>;
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
  const environmentOf = (path: string): Promise<Environment> =>
    workspace.environmentOf({ uri: uriOf(cwd, path), folder: undefined, user: DEFAULT_SETTINGS });
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
function readerOf(cwd: string, unread: Problem[]): NonNullable<Means['read']> {
  return async (uri) => {
    const reading = uri.startsWith('file:') ? readMarkdown(fileURLToPath(uri)) : undefined;
    if (reading?.failure !== undefined && !reading.isMissing) {
      const path = shownPath(cwd, fileURLToPath(uri));
      unread.push({ path, message: `${path} ${reading.failure}` });
    }
    return reading?.text;
  };
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
