import { bindDocument, type DesignDocument } from './document/document.ts';
import { type Recognition, recognise } from './document/recognise.ts';
import { titleOf } from './document/title.ts';
import type { Action } from './features/actions/action.ts';
import { fixAll } from './features/actions/fix-all.ts';
import { actionsAt } from './features/actions/index.ts';
import { sortAll } from './features/actions/sort-sections.ts';
import { asMeant, complete, completeElsewhere } from './features/completion/complete.ts';
import { describeSubject } from './features/completion/documentation.ts';
import type { Completion, Known, Subject } from './features/completion/entry.ts';
import { placeAt } from './features/completion/place.ts';
import { type EditRequest, editFor } from './features/edit.ts';
import { type Highlight, highlights } from './features/highlights.ts';
import { type Hover, hover } from './features/hover.ts';
import { withHeadingLinks } from './features/navigation/heading-links.ts';
import type { Open } from './features/navigation/links.ts';
import { type Navigation, navigate } from './features/navigation/navigate.ts';
import type { Renaming } from './features/navigation/rename.ts';
import { plainFinding, problemFinding, unknownTemplate } from './features/problems.ts';
import { type CodeLens, codeLenses } from './features/progress/code-lenses.ts';
import { explain } from './features/progress/explain.ts';
import { type InlayHint, inlayHints } from './features/progress/inlay-hints.ts';
import { type NextStep, nextSteps } from './features/progress/next.ts';
import { NOTHING_OUTSTANDING, type Outstanding, outstanding } from './features/progress/outstanding.ts';
import {
  emptyReadiness,
  type LevelInfo,
  levelInfos,
  noReadiness,
  type ReadinessOf,
  readiness,
} from './features/progress/readiness.ts';
import { completeSchema, hoverSchema, type SchemaPlace } from './features/schema.ts';
import { skeleton } from './features/skeleton.ts';
import {
  type DocumentSymbol,
  documentSymbols,
  type FoldingRange,
  foldingRanges,
  foldSections,
  selectionRanges,
} from './features/structure.ts';
import { headOf, isOurs, tooLarge, tooLargeAt, tooLargeInWords } from './features/too-large.ts';
import { useTemplate } from './features/use-template.ts';
import type { Markdown } from './markdown/markdown.ts';
import { check, checkTemplate, type Finding, type OnRuleError } from './rules/check.ts';
import { type Outline, readOutline } from './structure/sections.ts';
import { POLICY_KEY, policySchemaOf } from './template/policy-schema.ts';
import { readTemplateFile } from './template/template-file.ts';
import type { Range, TextEdit } from './text/range.ts';
import { decodeUri } from './text/uri.ts';
import { CONFIG_SCHEMA, isConfigFile } from './workspace/config-file.ts';
import { decisionsOf } from './workspace/decisions.ts';
import { type Environment, mappedTemplate, recognizedTemplate, templateAt } from './workspace/environment.ts';

/** One file as an editor or the command line holds it, and what its place decides. `uri` ends in the file's name. */
export interface Source {
  readonly uri: string;
  readonly markdown: Markdown;
  readonly environment: Environment;
}

export type { EditRequest };

/**
 * Everything that can be asked about design documents. Pure: all offsets are UTF-16 code units into the source's
 * text, nothing is read or written elsewhere. Other Markdown files get empty answers.
 */
export interface Service {
  recognition(source: Source): Recognition;
  /** Why a document is too large to be looked at, in words that go on behind its name; `undefined` for all others. */
  tooLarge(source: Source): string | undefined;
  /** What is wrong: in a design document, a template or a config file. */
  findings(source: Source): readonly Finding[];
  codeActions(source: Source, within: Range): readonly Action[];
  /** All safe fixes as one action; none if there is nothing that they mend. */
  fixAll(source: Source): readonly Action[];
  /** The action that brings all sections into the template's order; none if they are. */
  sortSections(source: Source): readonly Action[];
  /** An action's edits; if it renames a heading, with those of the links to it in `others`, any Markdown files. */
  withLinks<S extends Pick<Source, 'uri' | 'markdown'>>(
    source: S,
    action: Action,
    others: readonly S[],
  ): Renaming<S>['changes'];
  /** `trigger` is the character that opened the list by itself, if one did. */
  complete(source: Source, offset: number, trigger: string | undefined): readonly Completion[];
  /** What an entry of that list is about, as Markdown; empty if there is nothing of that name any more. */
  describe(source: Source, subject: Subject): string;
  hover(source: Source, offset: number): Hover | undefined;
  inlayHints(source: Source, within: Range): readonly InlayHint[];
  /** The name of the level by which a document is judged; `undefined` if there is none. */
  level(source: Source): string | undefined;
  readiness(source: Source): ReadinessOf<Range>;
  /** What is left to do in a document, in the order in which to do it. */
  next(source: Source): readonly NextStep[];
  /** What is left for a document's level, by name. */
  outstanding(source: Source): Outstanding;
  /** What a document is called; `undefined` if it has no title. */
  title(source: Source): string | undefined;
  codeLenses(source: Source): readonly CodeLens[];
  highlights(source: Source): readonly Highlight[];
  documentSymbols(source: Source): readonly DocumentSymbol[];
  foldingRanges(source: Source): readonly FoldingRange[];
  selectionRanges(source: Source, offset: number): readonly Range[];
  /** Headings, links and names over the documents that are open; `others` are Markdown files that may link to them. */
  navigation<S extends Open>(open: readonly (S & Source)[], others?: readonly S[]): Navigation<S>;
  /** What decides about a file and what it still needs, as Markdown for its author. */
  explain(source: Source): string;
  /** The edits for a command; none if there is nothing to do or the names are unknown. */
  edit(source: Source, request: EditRequest): readonly TextEdit[];
  /** A design document with all that is found in it, for what one face alone offers; `undefined` if it is none. */
  judged(source: Source): Judged | undefined;
  /** What is wrong with the config file and the templates of an environment, file by file; those without problems too. */
  problemFiles(environment: Environment): readonly ProblemFile[];
  /** The templates that documents can be written from. */
  templates(environment: Environment): readonly TemplateSummary[];
  /** The text of a new document; `undefined` for an unknown template or level. */
  skeleton(request: SkeletonRequest, environment: Environment): string | undefined;
}

export interface Judged {
  readonly document: DesignDocument;
  readonly findings: readonly Finding[];
}

export interface ProblemFile {
  readonly uri: string;
  readonly text: string;
  readonly findings: readonly Finding[];
}

export interface SkeletonRequest {
  readonly template: string;
  readonly level: string | undefined;
  readonly title: string;
}

export interface TemplateSummary {
  readonly id: string;
  readonly title: string;
  /** What it is for, if it says so. */
  readonly description: string | undefined;
  /** The file that it is; `undefined` if it is built in. */
  readonly uri: string | undefined;
  /** Whether its documents have a title. */
  readonly hasTitle: boolean;
  readonly levels: readonly LevelInfo[];
}

export interface ServiceOptions {
  readonly onRuleError: OnRuleError;
}

export function createService({ onRuleError }: ServiceOptions): Service {
  const analysed = new WeakMap<Markdown, Analysis>();
  const analyse = (source: Source): Analysis => {
    const known = analysed.get(source.markdown);
    if (known?.uri === source.uri && known.environment === source.environment) return known;
    const analysis = analyseSource(source);
    analysed.set(source.markdown, analysis);
    return analysis;
  };
  /** The document if help is offered for it: candidates and design documents. */
  const helped = (source: Source): DesignDocument | undefined => analyse(source).document;
  const find = ({ uri, environment, markdown }: Source, analysis: Analysis): Finding[] => {
    const { document, recognition, tooLarge } = analysis;
    if (tooLarge !== undefined)
      return [plainFinding('too-large', 'info', `This document ${tooLarge}`, tooLargeAt(markdown))];
    const { unknownTemplate: unknown } = recognition;
    if (unknown)
      return [
        unknownTemplate(
          unknown,
          environment.templates.map(({ id }) => id),
        ),
      ];
    if (recognition.kind === 'template')
      return checkTemplate(readTemplateFile(uri, markdown), environment.settings, onRuleError);
    return document && recognition.kind === 'document'
      ? check(document, environment.settings, onRuleError)
      : [];
  };
  /** Diagnostics ask for them, and code actions on each move of the cursor. */
  const findings = (source: Source): readonly Finding[] => {
    if (isConfigFile(source.uri)) return configFindings(source.environment, source.uri);
    const analysis = analyse(source);
    analysis.findings ??= find(source, analysis);
    return analysis.findings;
  };
  /** The outline of what help is offered for, and of what is too large for more. */
  const outlineOf = (source: Source): Outline | undefined => {
    const { document, tooLarge } = analyse(source);
    return document?.outline ?? (tooLarge === undefined ? undefined : readOutline(source.markdown));
  };
  const schemaOf = (source: Source): SchemaPlace | undefined => {
    if (isConfigFile(source.uri)) return wholeFile(source.markdown.text);
    const { frontMatter } = source.markdown;
    if (tooLarge(source.markdown)) return undefined;
    const isTemplate = frontMatter && analyse(source).recognition.kind === 'template';
    if (!isTemplate) return undefined;
    const schema = policySchemaOf(readTemplateFile(source.uri, source.markdown).template);
    return { within: frontMatter.body, schema, path: [POLICY_KEY] };
  };
  return {
    problemFiles: (environment) => problemFiles(environment, onRuleError),
    templates: ({ templates }) =>
      templates.map(({ template, uri }) => ({
        id: template.id,
        title: template.title,
        description: template.policy.description,
        uri,
        hasTitle: template.hasTitle,
        levels: levelInfos(template),
      })),
    recognition: (source) => analyse(source).recognition,
    tooLarge: (source) => analyse(source).tooLarge,
    findings,
    codeActions: (source, within) =>
      ifThere(helped(source), (document) => actionsAt(document, within, findings(source))) ?? [],
    fixAll: (source) =>
      fixAll(source.markdown, (markdown) =>
        findings({ uri: source.uri, environment: source.environment, markdown }),
      ),
    sortSections: (source) => ifThere(helped(source), sortAll) ?? [],
    withLinks: (source, action, others) =>
      action.renames
        ? withHeadingLinks(source, action.renames, action.edits, others)
        : [{ source, edits: action.edits }],
    complete(source, offset, trigger) {
      const schema = schemaOf(source);
      if (schema) return completeSchema(source.markdown.text, schema, offset);
      if (tooLarge(source.markdown)) return [];
      const place = placeAt(source.markdown, offset);
      const { uri, environment } = source;
      const read = { uri, environment, markdown: asMeant(source.markdown, place) };
      const document = helped(read);
      const known = knownTo(read, findings);
      const found = document
        ? complete(document, place, trigger, known)
        : completeElsewhere(read.markdown, place, trigger, known);
      return found ?? [];
    },
    describe: (source, subject) =>
      ifThere(helped(source), (document) => describeSubject(document, subject)) ?? '',
    hover(source, offset) {
      const schema = schemaOf(source);
      if (schema) return hoverSchema(source.markdown.text, schema, offset);
      return ifThere(helped(source), (document) => hover(document, offset));
    },
    inlayHints: (source, within) => ifThere(helped(source), (document) => inlayHints(document, within)) ?? [],
    level: (source) => helped(source)?.level.level?.name,
    readiness(source) {
      const { document, recognition, tooLarge } = analyse(source);
      if (tooLarge !== undefined) return emptyReadiness('none', `The document ${tooLarge}`);
      return document ? readiness(document) : noReadiness(recognition);
    },
    next: (source) => ifThere(helped(source), nextSteps) ?? [],
    outstanding: (source) => ifThere(helped(source), outstanding) ?? NOTHING_OUTSTANDING,
    title: (source) => ifThere(helped(source), titleOf),
    codeLenses: (source) => ifThere(helped(source), codeLenses) ?? [],
    highlights: (source) => ifThere(helped(source), highlights) ?? [],
    documentSymbols: (source) =>
      ifThere(outlineOf(source), (outline) => documentSymbols(outline, helped(source))) ?? [],
    foldingRanges: (source) =>
      ifThere(outlineOf(source), (outline) =>
        (helped(source) ? foldingRanges : foldSections)(source.markdown, outline),
      ) ?? [],
    selectionRanges: (source, offset) =>
      ifThere(helped(source), ({ outline }) => selectionRanges(source.markdown, outline, offset)) ?? [],
    navigation: (open, others = []) => navigate(documentsOf(open, helped), others),
    explain(source) {
      const { recognition, document, tooLarge } = analyse(source);
      const decisions = decisionsOf(source.environment, source.uri, recognition);
      if (tooLarge !== undefined)
        decisions.push({ what: 'Problem', value: `It ${tooLarge}`, by: 'its length' });
      return explain(decodeUri(source.uri).replace(/^.*\//, ''), recognition, document, decisions);
    },
    edit(source, request) {
      if (request.kind !== 'useTemplate')
        return ifThere(helped(source), (document) => editFor(document, request)) ?? [];
      const isKnown = source.environment.templates.some(({ id }) => id === request.template);
      return isKnown ? [useTemplate(source.markdown, request.template)] : [];
    },
    judged(source) {
      const { document, recognition } = analyse(source);
      return document && recognition.kind === 'document'
        ? { document, findings: findings(source) }
        : undefined;
    },
    skeleton: ({ template, level, title }, environment) => writeSkeleton(environment, template, level, title),
  };
}

function wholeFile(text: string): SchemaPlace {
  const start = text.startsWith('\uFEFF') ? 1 : 0;
  return { within: { start, end: text.length }, schema: CONFIG_SCHEMA, path: [] };
}

interface Analysis {
  readonly uri: string;
  readonly environment: Environment;
  readonly recognition: Recognition;
  readonly document: DesignDocument | undefined;
  /** Why nothing in a document is looked at, in words that go on behind its name. */
  readonly tooLarge: string | undefined;
  /** Once somebody has asked for them. */
  findings?: readonly Finding[];
}

function analyseSource({ uri, markdown, environment }: Source): Analysis {
  const what = tooLarge(markdown);
  const read = what ? headOf(markdown, what) : markdown;
  const outline = readOutline(read);
  const own = templateAt(environment, uri);
  const recognition = recognise(decodeUri(uri), read, outline, {
    templates: environment.templates,
    recognised: recognizedTemplate(environment),
    mapped: mappedTemplate(environment, uri),
    isTemplateBy: own?.origin === 'built-in' ? undefined : own?.origin,
  });
  if (what) {
    const why = isOurs(recognition, markdown, what) ? tooLargeInWords(what) : undefined;
    return { uri, environment, recognition, document: undefined, tooLarge: why };
  }
  const isHelped = recognition.kind === 'document' || recognition.kind === 'candidate';
  const { template } = recognition;
  const document =
    isHelped && template
      ? bindDocument(markdown, outline, template, recognition, environment.overrides.level)
      : undefined;
  return { uri, environment, recognition, document, tooLarge: undefined };
}

/** What is wrong with a config file, if it is the one in force for its own folder. */
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

function knownTo(source: Source, findings: Service['findings']): Known {
  return {
    templates: source.environment.templates.map((known) => ({
      id: known.id,
      get title() {
        return known.template.title;
      },
    })),
    findings: () => findings(source),
  };
}

function documentsOf<S extends Source>(
  open: readonly S[],
  helped: (source: S) => DesignDocument | undefined,
): Map<S, DesignDocument> {
  return new Map(
    open.flatMap((source) => {
      const document = helped(source);
      return document ? [[source, document] as const] : [];
    }),
  );
}

function ifThere<T, R>(value: T | undefined, use: (value: T) => R): R | undefined {
  return value === undefined ? undefined : use(value);
}

function writeSkeleton(
  environment: Environment,
  id: string,
  levelName: string | undefined,
  title: string,
): string | undefined {
  const template = environment.templates.find((known) => known.id === id)?.template;
  const level = template?.levels.find(({ name }) => name === levelName);
  if (!template || (levelName !== undefined && !level)) return undefined;
  return skeleton(template, { level, title, isNamed: template !== recognizedTemplate(environment) });
}
