import type { Gate } from '../rules/severity.ts';
import { DEFAULT_SETTINGS, type Settings } from '../settings.ts';
import { BUILTIN_TEMPLATES } from '../template/builtin.generated.ts';
import type { Template } from '../template/template.ts';
import { loadTemplate, type TemplateFile } from '../template/template-file.ts';
import { decodeUri } from '../text/uri.ts';
import type { ConfigFile } from './config-file.ts';
import type { Globs } from './globs.ts';

/** Everything that depends on the location of a file: the templates available there and the settings that apply. */
export interface Environment {
  /** In lookup order: those of the command line, the config file, and the settings, then the built-in ones. */
  readonly templates: readonly KnownTemplate[];
  /** The globs that map files to templates. The first match wins. */
  readonly maps: readonly TemplateMap[];
  readonly settings: Settings;
  /** The config file that applies; `undefined` if there is none. */
  readonly config: ConfigFile | undefined;
  /** The URI of the workspace folder, without a trailing slash; `undefined` outside all workspace folders. */
  readonly folder: string | undefined;
  /** Problems with the templates in the settings, in one or two sentences each. */
  readonly settingProblems: readonly string[];
  /** The user's settings, without those of the config file. */
  readonly user: Settings;
  readonly overrides: Overrides;
}

/** Command-line options, which override config files and settings. */
export interface Overrides {
  /** The URI of a config file to use for all documents instead of the nearest one. */
  readonly config?: string | undefined;
  /**
   * The template of all documents that do not name one: its name, or its path relative to the folder with the URI
   * `base`.
   */
  readonly template?: { readonly target: string; readonly base: string } | undefined;
  readonly gate?: Gate | undefined;
  /** The level at which every document is checked instead of its own. Ignored for templates without this level. */
  readonly level?: string | undefined;
}

export interface KnownTemplate {
  /** The name that documents use to refer to it. */
  readonly id: string;
  /** A built-in template is loaded on first access. */
  readonly template: Template;
  readonly origin: 'built-in' | TemplateMap['by'];
  /**
   * The number of lines in its file before `template.markdown`: those of a built-in template's front matter, otherwise
   * 0.
   */
  readonly linesAbove: number;
  /** The URI of its file; `undefined` for a built-in template. */
  readonly uri: string | undefined;
  /** The current file; `undefined` for a built-in template. If it is broken, `template` is the last good version. */
  readonly file: TemplateFile | undefined;
}

export interface TemplateMap {
  readonly by: 'config' | 'settings' | 'option';
  readonly globs: Globs;
  readonly glob: string;
  /** The name or path of the template, as it is in the config file, the settings, or the option. */
  readonly target: string;
  /** `undefined` if the template does not exist or has no sections. */
  readonly template: Template | undefined;
}

/** The built-in templates. Documents that name no template are recognized by the first one. */
export function builtinTemplates(): KnownTemplate[] {
  return BUILTIN_TEMPLATES.map((stored) => {
    let template: Template | undefined;
    return {
      id: stored.id,
      get template() {
        template ??= loadTemplate(stored);
        return template;
      },
      origin: 'built-in',
      linesAbove: stored.linesAbove,
      uri: undefined,
      file: undefined,
    };
  });
}

/** An environment without config files and template files. */
export function plainEnvironment(
  settings: Settings = DEFAULT_SETTINGS,
  templates: readonly KnownTemplate[] = builtinTemplates(),
): Environment {
  return {
    templates,
    maps: [],
    settings,
    config: undefined,
    folder: undefined,
    settingProblems: [],
    user: settings,
    overrides: {},
  };
}

/** The first mapping whose glob matches a file; `undefined` if there is none. */
export function mappedTemplate({ maps }: Environment, uri: string): TemplateMap | undefined {
  return maps.find(({ globs }) => globs.matches(uri));
}

/** The template of files that do not name one and that no glob matches. */
export function recognizedTemplate({ templates }: Pick<Environment, 'templates'>): Template | undefined {
  return templates.find(({ origin }) => origin === 'built-in')?.template;
}

/**
 * The template whose file is at `uri`; `undefined` if the config file, the settings, and the options name no such
 * template.
 */
export function templateAt({ templates }: Environment, uri: string): KnownTemplate | undefined {
  const address = decodeUri(uri);
  return templates.find((known) => known.uri !== undefined && decodeUri(known.uri) === address);
}
