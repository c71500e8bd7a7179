import { bindDocument, type DesignDocument } from './document/document.ts';
import { insertSections } from './document/insert.ts';
import { type Recognition, recognise } from './document/recognise.ts';
import { setLevel } from './document/set-level.ts';
import { type CodeAction, codeActions } from './features/code-actions.ts';
import { type Completion, complete, isMarkerStart, type Place, placeAt } from './features/completion.ts';
import { type Hover, hover } from './features/hover.ts';
import { type InlayHint, inlayHints } from './features/inlay-hints.ts';
import { type Navigation, navigate } from './features/navigation.ts';
import {
  type LevelInfo,
  levelInfos,
  noReadiness,
  type ReadinessOf,
  readiness,
} from './features/readiness.ts';
import { skeleton } from './features/skeleton.ts';
import {
  type DocumentSymbol,
  documentSymbols,
  type FoldingRange,
  foldingRanges,
  selectionRanges,
} from './features/structure.ts';
import { useTemplate } from './features/use-template.ts';
import type { Markdown } from './markdown/markdown.ts';
import { check, type Finding } from './rules/check.ts';
import type { Settings } from './settings.ts';
import { BUILTIN_TEMPLATES } from './template/builtin.generated.ts';
import { type Outline, readOutline } from './template/outline.ts';
import type { Template } from './template/template.ts';
import { loadTemplate } from './template/template-file.ts';
import type { Range, TextEdit } from './text/range.ts';
import { decodeUri } from './text/uri.ts';

/** One file as an editor or the command line holds it. `uri` ends in the file's name. */
export interface Source {
  readonly uri: string;
  readonly markdown: Markdown;
}

export type EditRequest =
  | { readonly kind: 'insertSection'; readonly section: string }
  | { readonly kind: 'setLevel'; readonly level: string }
  | { readonly kind: 'useTemplate'; readonly template: string };

/**
 * Everything that can be asked about design documents. Pure: all offsets are UTF-16 code units into the source's
 * text, nothing is read or written elsewhere. Other Markdown files get empty answers.
 */
export interface Service {
  readonly templates: readonly TemplateSummary[];
  recognition(source: Source): Recognition;
  findings(source: Source, settings: Settings): readonly Finding[];
  codeActions(source: Source, within: Range, settings: Settings): readonly CodeAction[];
  /** `trigger` is the character that opened the list by itself, if one did. */
  complete(source: Source, offset: number, trigger: string | undefined): readonly Completion[];
  hover(source: Source, offset: number): Hover | undefined;
  inlayHints(source: Source, within: Range): readonly InlayHint[];
  readiness(source: Source): ReadinessOf<Range>;
  documentSymbols(source: Source): readonly DocumentSymbol[];
  foldingRanges(source: Source): readonly FoldingRange[];
  selectionRanges(source: Source, offset: number): readonly Range[];
  /** Headings and links over the documents that are open. */
  navigation<S extends Source>(open: readonly S[]): Navigation<S>;
  /** The edits for a command; none if there is nothing to do or the names are unknown. */
  edit(source: Source, request: EditRequest): readonly TextEdit[];
  /** The stored text of a template, to which findings' places in it refer. */
  templateSource(template: string): string | undefined;
  /** The text of a new document; `undefined` for an unknown template or level. */
  skeleton(template: string, level: string | undefined, title: string): string | undefined;
}

export interface TemplateSummary {
  readonly id: string;
  readonly title: string;
  readonly levels: readonly LevelInfo[];
}

export interface ServiceOptions {
  /** Told of a rule that threw; the other rules' findings are given all the same. */
  readonly onRuleError: (rule: string, error: unknown) => void;
}

export function createService({ onRuleError }: ServiceOptions): Service {
  const templates = BUILTIN_TEMPLATES.map(loadTemplate);
  const analysed = new WeakMap<Markdown, Analysis>();
  const analyse = (source: Source): Analysis => {
    const known = analysed.get(source.markdown);
    if (known?.uri === source.uri) return known;
    const analysis = analyseSource(source, templates);
    analysed.set(source.markdown, analysis);
    return analysis;
  };
  /** The document if help is offered for it: candidates and design documents. */
  const helped = (source: Source): DesignDocument | undefined => analyse(source).document;
  const findings = (source: Source, settings: Settings): readonly Finding[] => {
    const { document, recognition } = analyse(source);
    if (recognition.unknownTemplate) return [unknownTemplate(recognition.unknownTemplate, templates)];
    return document && recognition.kind === 'document' ? check(document, settings, onRuleError) : [];
  };
  const structured = <T>(source: Source, read: (analysis: Analysis) => readonly T[]): readonly T[] => {
    const analysis = analyse(source);
    return analysis.document ? read(analysis) : [];
  };
  return {
    templates: templates.map((template) => ({
      id: template.id,
      title: template.title,
      levels: levelInfos(template),
    })),
    recognition: (source) => analyse(source).recognition,
    findings,
    codeActions: (source, within, settings) => codeActions(findings(source, settings), within),
    complete(source, offset, trigger) {
      const place = placeAt(source.markdown.text, offset);
      const document = helped(withoutOpenComment(source, place));
      return (document && complete(document, place, trigger)) ?? [];
    },
    hover: (source, offset) => ifThere(helped(source), (document) => hover(document, offset)),
    inlayHints: (source, within) => ifThere(helped(source), (document) => inlayHints(document, within)) ?? [],
    readiness: (source) => ifThere(helped(source), readiness) ?? noReadiness(analyse(source).recognition),
    documentSymbols: (source) => structured(source, ({ outline }) => documentSymbols(outline)),
    foldingRanges: (source) => structured(source, ({ outline }) => foldingRanges(source.markdown, outline)),
    selectionRanges: (source, offset) =>
      structured(source, ({ outline }) => selectionRanges(source.markdown, outline, offset)),
    navigation: (open) => navigate(open, (source) => (helped(source) ? analyse(source).outline : undefined)),
    edit: (source, request) => edit(helped(source), source, templates, request),
    templateSource: (id) => templates.find((template) => template.id === id)?.markdown.text,
    skeleton: (id, level, title) => writeSkeleton(templates, id, level, title),
  };
}

interface Analysis {
  readonly uri: string;
  readonly outline: Outline;
  readonly recognition: Recognition;
  readonly document: DesignDocument | undefined;
}

function analyseSource({ uri, markdown }: Source, templates: readonly Template[]): Analysis {
  const outline = readOutline(markdown);
  const recognition = recognise(decodeUri(uri), markdown, outline, templates);
  const isHelped = recognition.kind === 'document' || recognition.kind === 'candidate';
  const { template } = recognition;
  const document = isHelped && template ? bindDocument(markdown, outline, template, recognition) : undefined;
  return { uri, outline, recognition, document };
}

/** A file that asks for a template by name is told if there is none, since nothing else in it can be judged. */
function unknownTemplate(
  { name, start, end }: NonNullable<Recognition['unknownTemplate']>,
  templates: readonly Template[],
): Finding {
  const known = templates.map(({ id }) => id).join(', ');
  const message = `There is no template “${name}”, so this file is not checked. The templates are: ${known}.`;
  return { rule: 'unknown-template', severity: 'warning', message, related: [], fixes: () => [], start, end };
}

/**
 * While `<!--` is being typed, everything behind it reads as one comment. What the author is about to write must not
 * hide the rest of the document, so the line is blanked; offsets stay as they are.
 */
function withoutOpenComment(source: Source, place: Place): Source {
  if (!isMarkerStart(place)) return source;
  const end = place.offset + place.after.length;
  const blank = { start: place.lineStart, end, newText: ' '.repeat(end - place.lineStart) };
  return { uri: source.uri, markdown: source.markdown.edit([blank]) };
}

function ifThere<T, R>(value: T | undefined, use: (value: T) => R): R | undefined {
  return value === undefined ? undefined : use(value);
}

function edit(
  document: DesignDocument | undefined,
  source: Source,
  templates: readonly Template[],
  request: EditRequest,
): readonly TextEdit[] {
  if (request.kind === 'useTemplate') {
    return templates.some(({ id }) => id === request.template)
      ? [useTemplate(source.markdown, request.template)]
      : [];
  }
  if (!document) return [];
  if (request.kind === 'setLevel') {
    const level = document.template.levels.find(({ name }) => name === request.level);
    const change = level && setLevel(document, level);
    return change ? [change] : [];
  }
  const bound = document.sections.find(({ known }) => known.id === request.section);
  return bound && !bound.section ? insertSections(document, [bound.known]) : [];
}

function writeSkeleton(
  templates: readonly Template[],
  id: string,
  levelName: string | undefined,
  title: string,
): string | undefined {
  const template = templates.find((known) => known.id === id);
  const level = template?.levels.find(({ name }) => name === levelName);
  if (!template || (levelName !== undefined && !level)) return undefined;
  return skeleton(template, level, title);
}
