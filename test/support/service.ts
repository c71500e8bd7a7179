import type { DesignDocument } from '../../server/src/document/document.ts';
import { sortAll } from '../../server/src/features/actions/sort-sections.ts';
import type { Subject } from '../../server/src/features/completion/entry.ts';
import type { EditRequest } from '../../server/src/features/edit.ts';
import { highlights } from '../../server/src/features/highlights.ts';
import type { MarkdownFile } from '../../server/src/features/navigation/links.ts';
import type { Navigation } from '../../server/src/features/navigation/navigate.ts';
import { codeLenses } from '../../server/src/features/progress/code-lenses.ts';
import { inlayHints } from '../../server/src/features/progress/inlay-hints.ts';
import { nextSteps } from '../../server/src/features/progress/next.ts';
import { NOTHING_OUTSTANDING, outstanding } from '../../server/src/features/progress/outstanding.ts';
import { parseMarkdown } from '../../server/src/markdown/markdown.ts';
import * as answers from '../../server/src/service/answers.ts';
import { type Analysis, createService, type Service, type Source } from '../../server/src/service/service.ts';
import { type SkeletonRequest, skeletonOf } from '../../server/src/service/templates.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../server/src/settings.ts';
import type { Range } from '../../server/src/text/range.ts';
import type { Environment } from '../../server/src/workspace/environment.ts';
import { builtinTemplates, plainEnvironment } from '../../server/src/workspace/environment.ts';

/** All answers of the engine, by name, each for a source. */
export interface TestService extends Service {
  recognition(source: Source): Analysis['recognition'];
  tooLarge(source: Source): string | undefined;
  findings(source: Source): Analysis['findings'];
  codeActions(source: Source, within: Range): ReturnType<typeof answers.codeActions>;
  fixAll(source: Source): ReturnType<typeof answers.fixAllAction>;
  sortSections(source: Source): ReturnType<typeof sortAll>;
  withLinks: typeof answers.withLinks;
  complete(
    source: Source,
    offset: number,
    trigger: string | undefined,
  ): ReturnType<typeof answers.completionsAt>;
  describe(source: Source, subject: Subject): string;
  hover(source: Source, offset: number): ReturnType<typeof answers.hoverAt>;
  inlayHints(source: Source, within: Range): ReturnType<typeof inlayHints>;
  level(source: Source): string | undefined;
  readiness(source: Source): ReturnType<typeof answers.readinessOf>;
  next(source: Source): ReturnType<typeof nextSteps>;
  outstanding(source: Source): ReturnType<typeof outstanding>;
  title(source: Source): string | undefined;
  codeLenses(source: Source): ReturnType<typeof codeLenses>;
  highlights(source: Source): ReturnType<typeof highlights>;
  documentSymbols(source: Source): ReturnType<typeof answers.symbolsOf>;
  foldingRanges(source: Source): ReturnType<typeof answers.foldingRangesOf>;
  selectionRanges(source: Source, offset: number): readonly Range[];
  navigation<S extends MarkdownFile>(open: readonly (S & Source)[], others?: readonly S[]): Navigation<S>;
  explain(source: Source): string;
  edit(source: Source, request: EditRequest): ReturnType<typeof answers.editsFor>;
  judged(source: Source): ReturnType<typeof answers.checkedDocument>;
  skeleton(request: SkeletonRequest, environment: Environment): string | undefined;
}

/** A new engine, with the answers that an editor or the command line asks it for. A rule that throws fails the test. */
export function createTestService(): TestService {
  const service = createService({
    onRuleError(rule, error) {
      throw new Error(`${rule} threw`, { cause: error });
    },
  });
  const { analyze } = service;
  const of = <R>(source: Source, answer: (document: DesignDocument) => R, otherwise: R): R =>
    answers.ofDocument(analyze(source), answer, otherwise);
  return {
    ...service,
    recognition: (source) => analyze(source).recognition,
    tooLarge: (source) => analyze(source).tooLarge,
    findings: (source) => analyze(source).findings,
    codeActions: (source, within) => answers.codeActions(analyze(source), within),
    fixAll: (source) => answers.fixAllAction(service, source),
    sortSections: (source) => of(source, sortAll, []),
    withLinks: answers.withLinks,
    complete: (source, offset, trigger) => answers.completionsAt(service, source, offset, trigger),
    describe: (source, subject) => answers.describeEntry(analyze(source), subject),
    hover: (source, offset) => answers.hoverAt(analyze(source), offset),
    inlayHints: (source, within) => of(source, (document) => inlayHints(document, within), []),
    level: (source) => answers.levelOf(analyze(source)),
    readiness: (source) => answers.readinessOf(analyze(source)),
    next: (source) => of(source, nextSteps, []),
    outstanding: (source) => of(source, outstanding, NOTHING_OUTSTANDING),
    title: (source) => answers.documentTitle(analyze(source)),
    codeLenses: (source) => of(source, codeLenses, []),
    highlights: (source) => of(source, highlights, []),
    documentSymbols: (source) => answers.symbolsOf(analyze(source)),
    foldingRanges: (source) => answers.foldingRangesOf(analyze(source)),
    selectionRanges: (source, offset) => answers.selectionRangesAt(analyze(source), offset),
    navigation: (open, others) => answers.navigationOver(service, open, others),
    explain: (source) => answers.explainFile(analyze(source)),
    edit: (source, request) => answers.editsFor(analyze(source), request),
    judged: (source) => answers.checkedDocument(analyze(source)),
    skeleton: (request, environment) => skeletonOf(environment, request),
  };
}

/** The engine that tests share. */
export const SERVICE = createTestService();

const BUILTIN = builtinTemplates();

/** A file without a config file, with the given settings. */
export function sourceOf(uri: string, text: string, settings: Settings = DEFAULT_SETTINGS): Source {
  return { uri, markdown: parseMarkdown(text), environment: plainEnvironment(settings, BUILTIN) };
}

/**
 * A file whose name makes it at least a candidate, so that the editor offers help before its text shows signs of a
 * design document.
 */
export function designDoc(text: string): Source {
  return sourceOf('file:///home/design-doc.md', text);
}

/** A document and the offset of its cursor mark `$0`, which is removed from the text. */
export function atCursor(marked: string): { readonly source: Source; readonly offset: number } {
  const offset = marked.indexOf('$0');
  if (offset < 0 || marked.indexOf('$0', offset + 1) >= 0)
    throw new Error('the document must have exactly one cursor mark $0');
  return { source: designDoc(marked.slice(0, offset) + marked.slice(offset + 2)), offset };
}

/** The text without a byte order mark and with LF line breaks. Throws if its line breaks are mixed. */
export function plain(text: string): string {
  const breaks = new Set(text.match(/\r\n|\r|\n/g));
  if (breaks.size > 1) throw new Error(`mixed line breaks: ${JSON.stringify(text)}`);
  return text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
}
