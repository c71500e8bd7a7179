import type { Settings } from '../settings.ts';
import { type PlacedProblem, readTemplateText, type TemplateFile } from '../template/template-file.ts';
import { slug } from '../text/fold.ts';
import { decodeUri, folderOf, isWithin } from '../text/uri.ts';
import { CONFIG_FILE, type ConfigFile, readConfigFile, type TemplateEntry } from './config-file.ts';
import {
  builtinTemplates,
  type Chosen,
  type Environment,
  type KnownTemplate,
  type TemplateMap,
} from './environment.ts';
import { findTemplate, type Start, type TemplateFiles } from './find-template.ts';
import { type Globs, globIn, globProblem } from './globs.ts';
import type { Host } from './host.ts';
import { type Kept, lastGood, type Readings } from './last-good.ts';

/** Where a file lies, and what its user has set. */
export interface Place {
  readonly uri: string;
  /** The URI of the workspace folder that holds the file, without a last slash; `undefined` outside of all. */
  readonly folder: string | undefined;
  /** The URIs of the folders that config files in them lead not out of: those of the workspace. */
  readonly bounds: readonly string[];
  readonly user: Settings;
}

/**
 * Knows config files and templates, each read once until it changes. While one of them is broken, what it said last
 * stays in force.
 */
export interface Workspace {
  environmentOf(place: Place): Promise<Environment>;
  /** To be told of a file that was written, made or removed. Says whether any environment may have changed. */
  changed(uri: string): boolean;
}

export function createWorkspace(
  host: Host,
  builtin: readonly KnownTemplate[] = builtinTemplates(),
  chosen: Chosen = {},
): Workspace {
  const files: Files = {
    builtin,
    chosen,
    configs: lastGood(host, readConfigFile, ({ isBroken }) => !isBroken),
    templates: lastGood(host, readTemplate, isUsable),
  };
  const environments = new Map<string, { user: Settings; environment: Promise<Environment> }>();
  return {
    async environmentOf(place) {
      const configUri = chosen.config ?? (await nearestConfig(files, place));
      const key = `${configUri} ${place.folder} ${place.bounds.join(' ')}`;
      const cached = environments.get(key);
      if (cached && cached.user === place.user) return cached.environment;
      const environment = resolve(files, place, configUri);
      environments.set(key, { user: place.user, environment });
      return environment;
    },
    changed(uri) {
      const concerns = files.configs.forget(uri) || files.templates.forget(uri);
      if (concerns) environments.clear();
      return concerns;
    },
  };
}

/** What was read so far. */
interface Files extends TemplateFiles {
  readonly configs: Readings<ConfigFile>;
  readonly chosen: Chosen;
}

async function resolve(files: Files, place: Place, configUri: string | undefined): Promise<Environment> {
  const { folder, user } = place;
  const config = configUri === undefined ? undefined : await readConfig(files, place, configUri);
  // What the user names is read first, since it may lie anywhere.
  const ofOption = await loadChosen(files);
  const ofConfig =
    config && (await load(files, startAt(place, config.now.uri), config.good.templates, 'config'));
  const ofSettings = folder
    ? await load(files, { base: folder, bounds: [folder, ...place.bounds] }, settingEntries(user), 'settings')
    : undefined;
  // While the file is broken, the last good one's places are not its own.
  const own = config?.now === config?.good ? (ofConfig?.problems ?? []) : [];
  const file = config && {
    ...config.good,
    text: config.now.text,
    problems: [...config.now.problems, ...own.flatMap(placedProblem)],
  };
  const named = [...ofOption.templates, ...(ofConfig?.templates ?? []), ...(ofSettings?.templates ?? [])];
  return {
    templates: [...withoutTwins(named), ...files.builtin],
    maps: [...ofOption.maps, ...(ofConfig?.maps ?? []), ...(ofSettings?.maps ?? [])],
    settings: {
      ...user,
      gate: files.chosen.gate ?? file?.gate ?? user.gate,
      rules: { ...user.rules, ...file?.rules },
    },
    config: file,
    folder,
    settingProblems: ofSettings
      ? [...globProblems(user), ...ofSettings.problems.map(({ message }) => message)]
      : [],
    user,
    chosen: files.chosen,
  };
}

interface Entry extends Pick<TemplateEntry, 'glob' | 'target'> {
  readonly at?: TemplateEntry['at'];
}

interface Loaded {
  readonly maps: readonly TemplateMap[];
  /** Those that are no built-in ones; one that is named twice stands twice. */
  readonly templates: readonly KnownTemplate[];
  readonly problems: readonly { readonly entry: Entry; readonly message: string }[];
}

/** A config file leads not out of what is around it: the folder that bounds its documents, or else its own. */
function startAt(place: Place, configUri: string): Start {
  const base = folderOf(configUri);
  return { base, bounds: boundsAround(place, configUri) ?? [base] };
}

/** The folders that bound a place, if a file lies in them; one above them is the user's own. */
function boundsAround({ bounds }: Place, uri: string): readonly string[] | undefined {
  return bounds.some((folder) => isWithin(folder, uri)) ? bounds : undefined;
}

function readConfig(
  { configs, chosen }: Files,
  place: Place,
  uri: string,
): Promise<Kept<ConfigFile> | undefined> {
  return configs.read(uri, chosen.config === undefined ? boundsAround(place, uri) : undefined);
}

/** The templates that entries name. */
async function load(
  files: Files,
  start: Start,
  entries: readonly Entry[],
  by: TemplateMap['by'],
): Promise<Loaded> {
  const found = await Promise.all(
    entries.map(async (entry) => ({ entry, known: await findTemplate(files, start, entry.target, by) })),
  );
  return {
    maps: found.map(({ entry: { glob, target }, known }) => {
      const template = typeof known === 'object' && hasSections(known) ? known.template : undefined;
      return { by, glob, target, template, globs: globIn(start.base, glob) };
    }),
    templates: found.flatMap(({ known }) =>
      typeof known === 'object' && known.origin !== 'built-in' ? [known] : [],
    ),
    problems: found.flatMap(({ entry, known }) =>
      typeof known === 'string' ? [{ entry, message: known }] : [],
    ),
  };
}

/** What was chosen for all files; the problems are told to who chose. */
async function loadChosen(files: Files): Promise<Pick<Loaded, 'maps' | 'templates'>> {
  const { template } = files.chosen;
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

function withoutTwins(templates: readonly KnownTemplate[]): KnownTemplate[] {
  return [...new Map(templates.toReversed().map((known) => [known.uri, known])).values()].toReversed();
}

function placedProblem({ entry, message }: Loaded['problems'][number]): PlacedProblem[] {
  return entry.at ? [{ ...entry.at, message, isError: true }] : [];
}

function settingEntries({ templates }: Settings): Entry[] {
  return Object.entries(templates)
    .filter(([glob]) => !globProblem(glob))
    .map(([glob, target]) => ({ glob, target }));
}

function globProblems({ templates }: Settings): string[] {
  return Object.keys(templates).flatMap((glob) => globProblem(glob) ?? []);
}

/** The first config file on the way from a file up to its workspace folder, or to the root. */
async function nearestConfig(files: Files, place: Place): Promise<string | undefined> {
  for (const each of foldersUp(place.uri, place.folder)) {
    const candidate = `${each}/${CONFIG_FILE}`;
    if (await readConfig(files, place, candidate)) return candidate;
  }
  return undefined;
}

function readTemplate(uri: string, text: string): TemplateFile {
  return readTemplateText(templateName(uri), text);
}

/** What a template is called by directives: its file's name without the ending. */
function templateName(uri: string): string {
  const file = decodeUri(uri).replace(/^.*\//s, '');
  return file.replace(/\.[^.]*$/, '') || slug(uri);
}

function isUsable({ unusable, isBroken }: TemplateFile): boolean {
  return unusable === undefined && !isBroken;
}

/** Whether documents can be checked by it; else it never was usable. */
function hasSections({ template }: KnownTemplate): boolean {
  return template.sections.length > 0;
}

function* foldersUp(uri: string, folder: string | undefined): Generator<string> {
  // `scheme://authority` is no folder, and what has no slash behind it has no folders at all.
  const root = /^[a-z][a-z\d+.-]*:(?:\/\/[^/]*)?/i.exec(uri)?.[0].length ?? 0;
  const last = folder && decodeUri(folder);
  for (let at = folderOf(uri); at.length > root; at = folderOf(at)) {
    yield at;
    if (decodeUri(at) === last) return;
  }
}
