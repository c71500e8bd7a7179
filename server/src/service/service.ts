import { bindDocument, type DesignDocument } from '../document/document.ts';
import { type Recognition, recognize } from '../document/recognize.ts';
import { plainFinding, problemFinding, unknownTemplate } from '../features/problems.ts';
import {
  headOf,
  isLargeDocument,
  tooLargePart,
  tooLargeRange,
  tooLargeReason,
} from '../features/too-large.ts';
import type { Markdown } from '../markdown/markdown.ts';
import { check, checkTemplate, type Finding, type OnRuleError } from '../rules/check.ts';
import { type Outline, readOutline } from '../structure/sections.ts';
import { readTemplateFile } from '../template/template-file.ts';
import { decodeUri } from '../text/uri.ts';
import { isConfigFile } from '../workspace/config-file.ts';
import {
  type Environment,
  mappedTemplate,
  recognizedTemplate,
  templateAt,
} from '../workspace/environment.ts';

/** A file as an editor or the command line has it, and the environment of its folder. `uri` ends in the file's name. */
export interface Source {
  readonly uri: string;
  readonly markdown: Markdown;
  readonly environment: Environment;
}

/**
 * What is known about one version of a file. Features are functions of its document; the features in `answers.ts` also
 * work for other files. All offsets are UTF-16 code units into the text of `markdown`.
 */
export interface Analysis extends Source {
  readonly recognition: Recognition;
  /** The outline of a design document or a candidate, and of a document that is too large. */
  readonly outline: Outline | undefined;
  /** The bound document; `undefined` unless the file is a design document or a candidate for one. */
  readonly document: DesignDocument | undefined;
  /** Why the document is too large to be checked, as a phrase that follows its name; `undefined` if it is not. */
  readonly tooLarge: string | undefined;
  /** The findings in a design document, a template, or a config file. Computed on first access. */
  readonly findings: readonly Finding[];
}

/** The engine. It is pure: it reads only its arguments, changes nothing, and caches only what it has computed. */
export interface Service {
  /** Analyzes a file. The same version in the same environment gives the same analysis. */
  analyze(source: Source): Analysis;
  /** The findings in the config file and the templates of an environment, by file. Includes files without findings. */
  problemFiles(environment: Environment): readonly ProblemFile[];
}

export interface ProblemFile {
  readonly uri: string;
  readonly text: string;
  readonly findings: readonly Finding[];
}

export interface ServiceOptions {
  /** Called when a rule throws. The other rules still run. */
  readonly onRuleError: OnRuleError;
}

export function createService({ onRuleError }: ServiceOptions): Service {
  const analyses = new WeakMap<Markdown, Analysis>();
  return {
    analyze(source) {
      const known = analyses.get(source.markdown);
      if (known?.uri === source.uri && known.environment === source.environment) return known;
      const analysis = analyze(source, onRuleError);
      analyses.set(source.markdown, analysis);
      return analysis;
    },
    problemFiles: (environment) => problemFiles(environment, onRuleError),
  };
}

function analyze({ uri, markdown, environment }: Source, onRuleError: OnRuleError): Analysis {
  const limit = tooLargePart(markdown);
  const read = limit ? headOf(markdown, limit) : markdown;
  const outline = readOutline(read);
  const own = templateAt(environment, uri);
  const recognition = recognize(decodeUri(uri), read, outline, {
    templates: environment.templates,
    recognized: recognizedTemplate(environment),
    mapped: mappedTemplate(environment, uri),
    templateSource: own?.origin === 'built-in' ? undefined : own?.origin,
  });
  const isTooLarge = limit && isLargeDocument(recognition, markdown, limit);
  const isBindable = !limit && (recognition.kind === 'document' || recognition.kind === 'candidate');
  const { template } = recognition;
  const document =
    isBindable && template
      ? bindDocument(markdown, outline, template, recognition, environment.overrides.level)
      : undefined;
  let findings: readonly Finding[] | undefined;
  const analysis: Analysis = {
    ...{ uri, markdown, environment, recognition, document },
    get outline() {
      // The outline of a document that is too large takes long, and only few requests need it.
      return document?.outline ?? (isTooLarge ? readOutline(markdown) : undefined);
    },
    tooLarge: isTooLarge ? tooLargeReason(limit) : undefined,
    get findings() {
      findings ??= find(analysis, onRuleError);
      return findings;
    },
  };
  return analysis;
}

function find(analysis: Analysis, onRuleError: OnRuleError): readonly Finding[] {
  const { uri, environment, markdown, document, recognition } = analysis;
  if (isConfigFile(uri)) return configFindings(environment, uri);
  if (analysis.tooLarge !== undefined)
    return [plainFinding('too-large', 'info', `This document ${analysis.tooLarge}`, tooLargeRange(markdown))];
  if (recognition.unknownTemplate)
    return [
      unknownTemplate(
        recognition.unknownTemplate,
        environment.templates.map(({ id }) => id),
      ),
    ];
  if (recognition.kind === 'template')
    return checkTemplate(readTemplateFile(uri, markdown), environment.settings, onRuleError);
  return document && recognition.kind === 'document'
    ? check(document, environment.settings, onRuleError)
    : [];
}

/** The problems of a config file, if it is the one that applies in its folder. */
function configFindings({ config }: Environment, uri: string): Finding[] {
  if (!config || decodeUri(config.uri) !== decodeUri(uri)) return [];
  return config.problems.map((problem) => problemFinding('config-file', problem));
}

function problemFiles(environment: Environment, onRuleError: OnRuleError): ProblemFile[] {
  const { config, templates, settings } = environment;
  const ofTemplates = templates.flatMap(({ uri, file }) =>
    uri && file
      ? [{ uri, text: file.markdown.text, findings: checkTemplate(file, settings, onRuleError) }]
      : [],
  );
  if (!config) return ofTemplates;
  const { uri, text } = config;
  return [{ uri, text, findings: configFindings(environment, uri) }, ...ofTemplates];
}
