import type { Gate } from '../rules/severity.ts';
import { DEFAULT_SETTINGS, type Settings } from '../settings.ts';
import { BUILTIN_TEMPLATES } from '../template/builtin.generated.ts';
import type { Template } from '../template/template.ts';
import { loadTemplate, type TemplateFile } from '../template/template-file.ts';
import { decodeUri } from '../text/uri.ts';
import type { ConfigFile } from './config-file.ts';
import type { Globs } from './globs.ts';

/** All that the place of a file decides: the templates that are known there, and the settings in force. */
export interface Environment {
  /** In the order in which names are looked up: the config file's, the settings', the built-in ones. */
  readonly templates: readonly KnownTemplate[];
  /** The globs that give files their templates, in the order in which they are asked. */
  readonly maps: readonly TemplateMap[];
  readonly settings: Settings;
  /** The nearest config file up the tree, if there is one. */
  readonly config: ConfigFile | undefined;
  /** The URI of the workspace folder, without a last slash; `undefined` outside of all. */
  readonly folder: string | undefined;
  /** What is wrong with the templates that the settings name, a sentence or two for each. */
  readonly settingProblems: readonly string[];
  /** What the user has set, before the config file had its say. */
  readonly user: Settings;
  readonly chosen: Chosen;
}

/** What was asked for when the tool was started, and counts before config files and settings. */
export interface Chosen {
  /** The URI of the config file for all documents, in the place of the nearest. */
  readonly config?: string | undefined;
  /** The template of all documents that name none: its name, or its path from the folder with the URI `base`. */
  readonly template?: { readonly target: string; readonly base: string } | undefined;
  readonly gate?: Gate | undefined;
  /** The level that every document is judged by, instead of its own; templates without it keep theirs. */
  readonly level?: string | undefined;
}

export interface KnownTemplate {
  /** The name by which directives ask for it. */
  readonly id: string;
  /** Of a built-in template, read when somebody first asks. */
  readonly template: Template;
  readonly origin: 'built-in' | TemplateMap['by'];
  /** How many lines of its file are above `template.markdown`: those of a built-in template's front matter. */
  readonly linesAbove: number;
  /** Where it can be edited; `undefined` for a built-in template. */
  readonly uri: string | undefined;
  /** The file as it is now, which may be broken while `template` is the last good one; `undefined` if built in. */
  readonly file: TemplateFile | undefined;
}

export interface TemplateMap {
  readonly by: 'config' | 'settings' | 'option';
  readonly globs: Globs;
  readonly glob: string;
  /** The name or the path as it is written. */
  readonly target: string;
  /** `undefined` if there is no such template. */
  readonly template: Template | undefined;
}

/** The built-in templates, the one that is recognised without being named first. */
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

/** An environment without files: the built-in templates and some settings. */
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
    chosen: {},
  };
}

/** The first entry of the maps that speaks of a file. */
export function mappedTemplate({ maps }: Environment, uri: string): TemplateMap | undefined {
  return maps.find(({ globs }) => globs.matches(uri));
}

/** The template of files that name none and that nothing is mapped to. */
export function recognisedTemplate({ templates }: Pick<Environment, 'templates'>): Template | undefined {
  return templates.find(({ origin }) => origin === 'built-in')?.template;
}

/** The template of which a file is the source, if it is named by the config file or the settings. */
export function templateAt({ templates }: Environment, uri: string): KnownTemplate | undefined {
  const address = decodeUri(uri);
  return templates.find((known) => known.uri !== undefined && decodeUri(known.uri) === address);
}
