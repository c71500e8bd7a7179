import type { Settings } from '../settings.ts';
import { type LocatedProblem, readTemplateText, type TemplateFile } from '../template/template-file.ts';
import { slug } from '../text/fold.ts';
import { decodeUri, folderOf, isWithin } from '../text/uri.ts';
import { CONFIG_FILE, type ConfigFile, readConfigFile, type TemplateEntry } from './config-file.ts';
import {
  builtinTemplates,
  type Environment,
  type KnownTemplate,
  type Overrides,
  type TemplateMap,
} from './environment.ts';
import { findTemplate, type PathBase, type TemplateFiles } from './find-template.ts';
import { type Globs, globIn, globProblem } from './globs.ts';
import type { Host } from './host.ts';
import { createFileCache, type FileCache, type Versions } from './last-good.ts';

/** A file's location and its user's settings. */
export interface FileContext {
  readonly uri: string;
  /**
   * The URI of the workspace folder that contains the file, without a trailing slash; `undefined` outside all of them.
   */
  readonly folder: string | undefined;
  /** The URIs of the workspace folders. A config file inside them cannot refer to files outside them. */
  readonly bounds: readonly string[];
  readonly user: Settings;
}

/**
 * The config files and templates of a workspace. Each file is read once, until it changes. While a file is broken, its
 * last good version applies.
 */
export interface Workspace {
  environmentOf(context: FileContext): Promise<Environment>;
  /** Call when a file is written, created, or deleted. Returns whether any environment may have changed. */
  changed(uri: string): boolean;
}

export function createWorkspace(
  host: Host,
  builtin: readonly KnownTemplate[] = builtinTemplates(),
  overrides: Overrides = {},
): Workspace {
  const files: Files = {
    builtin,
    overrides,
    configs: createFileCache(host, readConfigFile, ({ isBroken }) => !isBroken),
    templates: createFileCache(host, readTemplate, isUsable),
  };
  const environments = new Map<string, { user: Settings; environment: Promise<Environment> }>();
  return {
    async environmentOf(context) {
      const { folder, bounds, user } = context;
      const configUri = overrides.config ?? (await nearestConfig(files, context));
      const key = `${configUri} ${folder} ${bounds.join(' ')}`;
      const cached = environments.get(key);
      if (cached && cached.user === user) return cached.environment;
      const environment = resolve(files, context, configUri);
      environments.set(key, { user, environment });
      return environment;
    },
    changed(uri) {
      const isRelevant = files.configs.forget(uri) || files.templates.forget(uri);
      if (isRelevant) environments.clear();
      return isRelevant;
    },
  };
}

interface Files extends TemplateFiles {
  readonly configs: FileCache<ConfigFile>;
  readonly overrides: Overrides;
}

async function resolve(
  files: Files,
  context: FileContext,
  configUri: string | undefined,
): Promise<Environment> {
  const { folder, bounds, user } = context;
  const config = configUri === undefined ? undefined : await readConfig(files, context, configUri);
  // The template of the option may be anywhere, so it must be in the cache before a bounded read of the same file.
  const fromOption = await loadOverride(files);
  const fromConfig =
    config &&
    (await load(files, configBase(context, config.current.uri), config.lastGood.templates, 'config'));
  const fromSettings = folder
    ? await load(files, { base: folder, bounds: [folder, ...bounds] }, settingEntries(user), 'settings')
    : undefined;
  // While the file is broken, the ranges of the last good version do not fit its text.
  const own = config?.current === config?.lastGood ? (fromConfig?.problems ?? []) : [];
  const file = config && {
    ...config.lastGood,
    text: config.current.text,
    problems: [...config.current.problems, ...own.flatMap(placedProblem)],
  };
  const named = [
    ...fromOption.templates,
    ...(fromConfig?.templates ?? []),
    ...(fromSettings?.templates ?? []),
  ];
  return {
    templates: [...uniqueByUri(named), ...files.builtin],
    maps: [...fromOption.maps, ...(fromConfig?.maps ?? []), ...(fromSettings?.maps ?? [])],
    settings: {
      ...user,
      gate: files.overrides.gate ?? file?.gate ?? user.gate,
      rules: { ...user.rules, ...file?.rules },
    },
    config: file,
    folder,
    settingProblems: fromSettings
      ? [...globProblems(user), ...fromSettings.problems.map(({ message }) => message)]
      : [],
    user,
    overrides: files.overrides,
  };
}

interface Mapping extends Pick<TemplateEntry, 'glob' | 'target'> {
  readonly at?: TemplateEntry['at'];
}

interface Loaded {
  readonly maps: readonly TemplateMap[];
  /** Without built-in templates. A template that several globs name is repeated. */
  readonly templates: readonly KnownTemplate[];
  readonly problems: readonly { readonly entry: Mapping; readonly message: string }[];
}

/**
 * A config file cannot refer to files outside the workspace folders. One outside the workspace cannot refer to files
 * outside its own folder.
 */
function configBase(context: FileContext, configUri: string): PathBase {
  const base = folderOf(configUri);
  return { base, bounds: boundsAround(context, configUri) ?? [base] };
}

/** The workspace folders, if a config file is in one of them; `undefined` for a config file outside the workspace. */
function boundsAround({ bounds }: FileContext, uri: string): readonly string[] | undefined {
  return bounds.some((folder) => isWithin(folder, uri)) ? bounds : undefined;
}

function readConfig(
  { configs, overrides }: Files,
  context: FileContext,
  uri: string,
): Promise<Versions<ConfigFile> | undefined> {
  return configs.read(uri, overrides.config === undefined ? boundsAround(context, uri) : undefined);
}

/** Loads the templates of mappings. */
async function load(
  files: Files,
  pathBase: PathBase,
  entries: readonly Mapping[],
  by: TemplateMap['by'],
): Promise<Loaded> {
  const found = await Promise.all(
    entries.map(async (entry) => ({ entry, known: await findTemplate(files, pathBase, entry.target, by) })),
  );
  return {
    maps: found.map(({ entry: { glob, target }, known }) => {
      const template = typeof known === 'object' && hasSections(known) ? known.template : undefined;
      return { by, glob, target, template, globs: globIn(pathBase.base, glob) };
    }),
    templates: found.flatMap(({ known }) =>
      typeof known === 'object' && known.origin !== 'built-in' ? [known] : [],
    ),
    problems: found.flatMap(({ entry, known }) =>
      typeof known === 'string' ? [{ entry, message: known }] : [],
    ),
  };
}

/** Loads the template of the option. If it does not exist, the caller of `createWorkspace` reports that. */
async function loadOverride(files: Files): Promise<Pick<Loaded, 'maps' | 'templates'>> {
  const { template } = files.overrides;
  if (!template) return { maps: [], templates: [] };
  const { maps, templates } = await load(
    files,
    { base: template.base, bounds: undefined },
    [{ glob: '**', target: template.target }],
    'option',
  );
  return { maps: maps.map((map) => ({ ...map, globs: EVERYTHING })), templates };
}

const EVERYTHING: Globs = { matches: () => true };

function uniqueByUri(templates: readonly KnownTemplate[]): KnownTemplate[] {
  return [...new Map(templates.toReversed().map((known) => [known.uri, known])).values()].toReversed();
}

function placedProblem({ entry, message }: Loaded['problems'][number]): LocatedProblem[] {
  return entry.at ? [{ ...entry.at, message, isError: true }] : [];
}

function settingEntries({ templates }: Settings): Mapping[] {
  return Object.entries(templates)
    .filter(([glob]) => !globProblem(glob))
    .map(([glob, target]) => ({ glob, target }));
}

function globProblems({ templates }: Settings): string[] {
  return Object.keys(templates).flatMap((glob) => globProblem(glob) ?? []);
}

/** The nearest config file, from the file's folder up to its workspace folder, or to the root if it has none. */
async function nearestConfig(files: Files, context: FileContext): Promise<string | undefined> {
  for (const folder of foldersUp(context.uri, context.folder)) {
    const candidate = `${folder}/${CONFIG_FILE}`;
    if (await readConfig(files, context, candidate)) return candidate;
  }
  return undefined;
}

function readTemplate(uri: string, text: string): TemplateFile {
  return readTemplateText(templateName(uri), text);
}

/** The name of a template in directives: its file name without the extension. */
function templateName(uri: string): string {
  const file = decodeUri(uri).replace(/^.*\//s, '');
  return file.replace(/\.[^.]*$/, '') || slug(uri);
}

function isUsable({ unusable, isBroken }: TemplateFile): boolean {
  return unusable === undefined && !isBroken;
}

/** Whether documents can be checked against the template. */
function hasSections({ template }: KnownTemplate): boolean {
  return template.sections.length > 0;
}

function* foldersUp(uri: string, folder: string | undefined): Generator<string> {
  // `scheme://authority` is not a folder. A URI without a slash after that has no folders, such as
  // `untitled:Untitled-1`.
  const root = /^[a-z][a-z\d+.-]*:(?:\/\/[^/]*)?/i.exec(uri)?.[0].length ?? 0;
  const last = folder && decodeUri(folder);
  for (let at = folderOf(uri); at.length > root; at = folderOf(at)) {
    yield at;
    if (decodeUri(at) === last) return;
  }
}
