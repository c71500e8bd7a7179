import type { DesignDocument } from '../document/document.ts';
import { titleOf } from '../document/title.ts';
import type { Action } from '../features/actions/action.ts';
import { fixAll } from '../features/actions/fix-all.ts';
import { actionsAt } from '../features/actions/index.ts';
import { complete, completeInOtherFile, withFinishedLine } from '../features/completion/complete.ts';
import { describeSubject } from '../features/completion/documentation.ts';
import type { Completion, CompletionSources, Subject } from '../features/completion/entry.ts';
import { cursorContextAt } from '../features/completion/place.ts';
import { type EditRequest, editFor } from '../features/edit.ts';
import { type Hover, hover } from '../features/hover.ts';
import type { CheckedDocument } from '../features/migrate/step.ts';
import { withHeadingLinks } from '../features/navigation/heading-links.ts';
import type { MarkdownFile } from '../features/navigation/links.ts';
import { type Navigation, navigate } from '../features/navigation/navigate.ts';
import type { Renaming } from '../features/navigation/rename.ts';
import { explain } from '../features/progress/explain.ts';
import { emptyReadiness, noReadiness, type ReadinessOf, readiness } from '../features/progress/readiness.ts';
import { completeSchema, hoverSchema, type SchemaScope } from '../features/schema.ts';
import {
  type DocumentSymbol,
  documentSymbols,
  type FoldingRange,
  foldingRanges,
  foldSections,
  selectionRanges,
} from '../features/structure.ts';
import { tooLargePart } from '../features/too-large.ts';
import { useTemplate } from '../features/use-template.ts';
import { POLICY_KEY, policySchemaOf } from '../template/policy-schema.ts';
import { readTemplateFile } from '../template/template-file.ts';
import type { Range, TextEdit } from '../text/range.ts';
import { decodeUri } from '../text/uri.ts';
import { CONFIG_SCHEMA, isConfigFile } from '../workspace/config-file.ts';
import { decisionsOf } from '../workspace/decisions.ts';
import type { Analysis, Service, Source } from './service.ts';

/** Answers for any file, including config files, templates, and files that are not design documents. */

/** The result of `answer` for a design document or a candidate; `otherwise` for any other file. */
export function ofDocument<R>(
  { document }: Analysis,
  answer: (document: DesignDocument) => R,
  otherwise: R,
): R {
  return document ? answer(document) : otherwise;
}

/** The name of the level that a document is checked against; `undefined` if there is none. */
export function levelOf({ document }: Analysis): string | undefined {
  return document?.level.level?.name;
}

/** The title of a document; `undefined` if it has none. */
export function documentTitle({ document }: Analysis): string | undefined {
  return document && titleOf(document);
}

export function codeActions({ document, findings }: Analysis, within: Range): readonly Action[] {
  return document ? actionsAt(document, within, findings) : [];
}

/** All safe fixes as one action; empty if there is nothing to fix. */
export function fixAllAction(
  { analyze }: Service,
  { uri, environment, markdown }: Source,
): readonly Action[] {
  return fixAll(markdown, (now) => analyze({ uri, environment, markdown: now }).findings);
}

/** An action's edits. If it renames a heading, edits for the links to it in `others`, any Markdown files, are included. */
export function withLinks<S extends Pick<Source, 'uri' | 'markdown'>>(
  source: S,
  { renames, edits }: Action,
  others: readonly S[],
): Renaming<S>['changes'] {
  return renames ? withHeadingLinks(source, renames, edits, others) : [{ source, edits }];
}

/** The completion list at an offset. `trigger` is the character that opened the list automatically, if one did. */
export function completionsAt(
  service: Service,
  source: Source,
  offset: number,
  trigger: string | undefined,
): readonly Completion[] {
  const schema = schemaOf(service.analyze(source));
  if (schema) return completeSchema(source.markdown.text, schema, offset);
  if (tooLargePart(source.markdown)) return [];
  const cursor = cursorContextAt(source.markdown, offset);
  const { uri, environment } = source;
  const analysis = service.analyze({ uri, environment, markdown: withFinishedLine(source.markdown, cursor) });
  const known: CompletionSources = {
    templates: environment.templates.map((each) => ({
      id: each.id,
      get title() {
        return each.template.title;
      },
    })),
    findings: () => analysis.findings,
  };
  const found = analysis.document
    ? complete(analysis.document, cursor, trigger, known)
    : completeInOtherFile(analysis.markdown, cursor, trigger, known);
  return found ?? [];
}

export function hoverAt(analysis: Analysis, offset: number): Hover | undefined {
  const schema = schemaOf(analysis);
  if (schema) return hoverSchema(analysis.markdown.text, schema, offset);
  return analysis.document && hover(analysis.document, offset);
}

export function readinessOf({ document, recognition, tooLarge }: Analysis): ReadinessOf<Range> {
  if (tooLarge !== undefined) return emptyReadiness('none', `The document ${tooLarge}`);
  return document ? readiness(document) : noReadiness(recognition);
}

export function symbolsOf({ document, outline }: Analysis): readonly DocumentSymbol[] {
  return outline ? documentSymbols(outline, document) : [];
}

export function foldingRangesOf({ document, outline, markdown }: Analysis): readonly FoldingRange[] {
  return outline ? (document ? foldingRanges : foldSections)(markdown, outline) : [];
}

/** Headings, links, and names across the open documents; `others` are Markdown files that may link to them. */
export function navigationOver<S extends MarkdownFile>(
  { analyze }: Service,
  open: readonly (S & Source)[],
  others: readonly S[] = [],
): Navigation<S> {
  const documents = open.flatMap((source) => {
    const { document } = analyze(source);
    return document ? [[source, document] as const] : [];
  });
  return navigate(new Map<S, DesignDocument>(documents), others);
}

/** The ranges around an offset, innermost first; empty unless the file is a design document or a candidate. */
export function selectionRangesAt({ document, markdown }: Analysis, offset: number): readonly Range[] {
  return document ? selectionRanges(markdown, document.outline, offset) : [];
}

/** The documentation of a completion entry, as Markdown; empty if its subject no longer exists. */
export function describeEntry({ document }: Analysis, subject: Subject): string {
  return document ? describeSubject(document, subject) : '';
}

/** A design document with its findings; `undefined` for any other file, candidates included. */
export function checkedDocument({ recognition, document, findings }: Analysis): CheckedDocument | undefined {
  return document && recognition.kind === 'document' ? { document, findings } : undefined;
}

/** Explains in Markdown how a file is checked and what it still needs. */
export function explainFile(analysis: Analysis): string {
  const { uri, environment, recognition, document, tooLarge } = analysis;
  const decisions = decisionsOf(environment, uri, recognition);
  if (tooLarge !== undefined) decisions.push({ what: 'Problem', value: `It ${tooLarge}`, by: 'its length' });
  return explain(decodeUri(uri).replace(/^.*\//, ''), recognition, document, decisions);
}

/** The edits for a command; empty if nothing needs to change or a name is unknown. */
export function editsFor(
  { document, environment, markdown }: Analysis,
  request: EditRequest,
): readonly TextEdit[] {
  if (request.kind !== 'useTemplate') return document ? editFor(document, request) : [];
  const isKnown = environment.templates.some(({ id }) => id === request.template);
  return isKnown ? [useTemplate(markdown, request.template)] : [];
}

/** The YAML of a config file or of a template's policy, with its schema; `undefined` in other files. */
function schemaOf({ uri, markdown, recognition }: Analysis): SchemaScope | undefined {
  if (isConfigFile(uri)) {
    const start = markdown.text.startsWith('\uFEFF') ? 1 : 0;
    return { within: { start, end: markdown.length }, schema: CONFIG_SCHEMA, path: [] };
  }
  const { frontMatter } = markdown;
  if (!frontMatter || recognition.kind !== 'template' || tooLargePart(markdown)) return undefined;
  const schema = policySchemaOf(readTemplateFile(uri, markdown).template);
  return { within: frontMatter.body, schema, path: [POLICY_KEY] };
}
