import type { Settings } from '../settings.ts';
import type { Template } from '../template/template.ts';
import { type PlacedProblem, readTemplateText, type TemplateFile } from '../template/template-file.ts';
import { slug } from '../text/fold.ts';
import { decodeUri, resolveUri } from '../text/uri.ts';
import { quoted } from '../yaml/words.ts';
import { CONFIG_FILE, readConfigFile, type TemplateEntry } from './config-file.ts';
import { builtinTemplates, type Environment, type KnownTemplate, type TemplateMap } from './environment.ts';
import { globIn, globProblem } from './globs.ts';

/** The engine's only view of the world: an editor, a disk, or a test. */
export interface Host {
  /** The text of a file as the user has it now, unsaved changes included; `undefined` if there is no such file. */
  read(uri: string): Promise<string | undefined>;
}

/** Where a file lies, and what its user has set. */
export interface Place {
  readonly uri: string;
  /** The URI of the workspace folder that holds the file, without a last slash; `undefined` outside of all. */
  readonly folder: string | undefined;
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
): Workspace {
  const configs = lastGood(host, readConfigFile, ({ isBroken }) => !isBroken);
  const templates = lastGood(host, readTemplate, isUsable);
  const environments = new Map<string, { user: Settings; environment: Promise<Environment> }>();

  const resolve = async ({ folder, user }: Place, configUri: string | undefined): Promise<Environment> => {
    const config = configUri === undefined ? undefined : await configs.read(configUri);
    const knowns: KnownTemplate[] = [];
    const problems: PlacedProblem[] = [];
    const settingProblems = Object.keys(user.templates).flatMap((glob) => globProblem(glob) ?? []);
    const load = async (base: string, entry: Entry, by: TemplateMap['by']): Promise<TemplateMap> => {
      const known = await find(base, entry.target, by);
      if (typeof known === 'string') {
        if (entry.at) problems.push({ ...entry.at, message: known, isError: true });
        else settingProblems.push(known);
      } else if (known.origin !== 'built-in' && !knowns.some(({ uri }) => uri === known.uri))
        knowns.push(known);
      const template = typeof known === 'object' && hasSections(known) ? known.template : undefined;
      return { by, glob: entry.glob, target: entry.target, template, globs: globIn(base, entry.glob) };
    };
    const maps: TemplateMap[] = [];
    if (config)
      for (const entry of config.good.templates)
        maps.push(await load(folderOf(config.now.uri), entry, 'config'));
    if (folder !== undefined)
      for (const entry of settingEntries(user)) maps.push(await load(folder, entry, 'settings'));
    // While the file is broken, the last good one's places are not its own.
    const file = config && {
      ...config.good,
      text: config.now.text,
      problems: config.now === config.good ? [...config.now.problems, ...problems] : config.now.problems,
    };
    return {
      templates: [...knowns, ...builtin],
      maps,
      settings: {
        ...user,
        gate: file?.gate ?? user.gate,
        rules: { ...user.rules, ...file?.rules },
      },
      config: file,
      folder,
      settingProblems: folder === undefined ? [] : settingProblems,
      user,
    };
  };

  /** A template by its name or its path, or why there is none. */
  const find = async (
    base: string,
    target: string,
    origin: TemplateMap['by'],
  ): Promise<KnownTemplate | string> => {
    const named = builtin.find(({ id }) => id === target);
    if (named) return named;
    const uri = /\.(?:md|markdown)$/i.test(target) ? resolveUri(`${base}/x`, encodePath(target)) : undefined;
    const names = builtin.map(({ id }) => id).join(', ');
    if (uri === undefined)
      return /[/\\]/.test(target)
        ? `${quoted(target)} is no path of a Markdown file from here. Write it relative to this folder, as in “templates/rfc.md”.`
        : `There is no template ${quoted(target)}. Give the path of a Markdown file, or one of ${names}.`;
    const found = await templates.read(uri);
    if (!found)
      return `There is no file ${quoted(target)} here, so these documents are not checked. Correct the path.`;
    return known(uri, found.good.template, found.now, origin);
  };

  return {
    async environmentOf(place) {
      const configUri = await nearestConfig(place);
      const key = `${configUri} ${place.folder}`;
      const cached = environments.get(key);
      if (cached && cached.user === place.user) return cached.environment;
      const environment = resolve(place, configUri);
      environments.set(key, { user: place.user, environment });
      return environment;
    },
    changed(uri) {
      const concerns = configs.forget(uri) || templates.forget(uri);
      if (concerns) environments.clear();
      return concerns;
    },
  };

  /** The first config file on the way from a file up to its workspace folder, or to the root. */
  async function nearestConfig({ uri, folder }: Place): Promise<string | undefined> {
    for (const each of foldersUp(uri, folder)) {
      const candidate = `${each}/${CONFIG_FILE}`;
      if (await configs.read(candidate)) return candidate;
    }
    return undefined;
  }
}

interface Entry extends Pick<TemplateEntry, 'glob' | 'target'> {
  readonly at?: TemplateEntry['at'];
}

function settingEntries({ templates }: Settings): Entry[] {
  return Object.entries(templates)
    .filter(([glob]) => !globProblem(glob))
    .map(([glob, target]) => ({ glob, target }));
}

function readTemplate(uri: string, text: string): TemplateFile {
  return readTemplateText(templateName(uri), text);
}

/** What a template is called by directives: its file's name without the ending. */
function templateName(uri: string): string {
  const [, name = ''] = /([^/]*?)(?:\.[^./]*)?$/.exec(decodeUri(uri)) ?? [];
  return name || slug(uri);
}

function isUsable({ unusable, isBroken }: TemplateFile): boolean {
  return unusable === undefined && !isBroken;
}

/** Whether documents can be checked by it; else it never was usable. */
function hasSections({ template }: KnownTemplate): boolean {
  return template.sections.length > 0;
}

function known(
  uri: string,
  template: Template,
  file: TemplateFile,
  origin: TemplateMap['by'],
): KnownTemplate {
  return { id: template.id, template, origin, uri, file };
}

/** A path as it stands in a URI; half a character in it, which no URI can hold, stands as the one for unknown ones. */
function encodePath(path: string): string {
  return path
    .split(/\/+/)
    .map((segment) => encodeURIComponent(segment.replace(/[\uD800-\uDFFF]/gu, '\uFFFD')))
    .join('/');
}

function folderOf(uri: string): string {
  return uri.slice(0, Math.max(0, uri.lastIndexOf('/')));
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

interface Kept<T> {
  readonly now: T;
  /** The last that could be used, else the one of now. */
  readonly good: T;
}

/** Reads each file once until it is forgotten, and remembers the last good reading of each. */
function lastGood<T>(host: Host, parse: (uri: string, text: string) => T, isGood: (reading: T) => boolean) {
  const readings = new Map<string, Promise<Kept<T> | undefined>>();
  const good = new Map<string, T>();
  const keep = (key: string, now: T | undefined): Kept<T> | undefined => {
    if (now === undefined) good.delete(key);
    else if (isGood(now)) good.set(key, now);
    return now === undefined ? undefined : { now, good: good.get(key) ?? now };
  };
  return {
    read(uri: string): Promise<Kept<T> | undefined> {
      const key = decodeUri(uri);
      const known = readings.get(key);
      if (known) return known;
      const reading: Promise<Kept<T> | undefined> = host.read(uri).then((text) => {
        const now = text === undefined ? undefined : parse(uri, text);
        // Forgotten while it was read: a later reading may have been quicker, and is the one to remember.
        return readings.get(key) === reading ? keep(key, now) : now && { now, good: now };
      });
      readings.set(key, reading);
      return reading;
    },
    forget: (uri: string): boolean => readings.delete(decodeUri(uri)),
  };
}
