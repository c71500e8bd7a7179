import type {
  CodeAction,
  CodeLens,
  CompletionItem,
  Diagnostic,
  DocumentLink,
  DocumentSymbol,
  FoldingRange,
  Hover,
  Location,
  Position,
  Range,
  SemanticTokens,
  SnippetTextEdit,
  SymbolInformation,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Action } from '../features/actions/action.ts';
import type { Completion } from '../features/completion/entry.ts';
import type { Highlight } from '../features/highlights.ts';
import type { Hover as HoverData } from '../features/hover.ts';
import type { DocumentLink as LinkData } from '../features/navigation/links.ts';
import type { FileRange } from '../features/navigation/references.ts';
import type { Renaming } from '../features/navigation/rename.ts';
import type { WorkspaceSymbol as WorkspaceSymbolData } from '../features/navigation/workspace-symbols.ts';
import type { CodeLens as LensData } from '../features/progress/code-lenses.ts';
import type { ReadinessOf, ReadinessSectionOf } from '../features/progress/readiness.ts';
import { escapeSnippet } from '../features/snippet.ts';
import type * as structure from '../features/structure.ts';
import type { Markdown } from '../markdown/markdown.ts';
import type { Readiness } from '../protocol.ts';
import type { Finding } from '../rules/check.ts';
import type { Severity } from '../rules/rule.ts';
import type * as offsets from '../text/range.ts';
import type { Client } from './client.ts';
import { withConfirmation } from './confirmation.ts';
import type { OpenDocument } from './documents.ts';
import {
  CompletionItemKind,
  DiagnosticSeverity,
  FoldingRangeKind,
  InsertTextFormat,
  InsertTextMode,
  MarkupKind,
  SemanticTokensBuilder,
  SymbolKind,
  TextDocumentEdit,
} from './wire.ts';

/** The only file that knows both offsets and LSP positions. Both count UTF-16 code units. */

interface WithText {
  readonly text: TextDocument;
}

/** Positions outside of the text are clamped to it. */
export function toOffset({ text }: OpenDocument, position: Position): number {
  return text.offsetAt(position);
}

export function toOffsets({ text }: OpenDocument, range: Range): offsets.Range {
  return { start: text.offsetAt(range.start), end: text.offsetAt(range.end) };
}

export function fromOffsets({ text }: WithText, { start, end }: offsets.Range): Range {
  return { start: text.positionAt(start), end: text.positionAt(end) };
}

export function fromOffset({ text }: OpenDocument, offset: number): Position {
  return text.positionAt(offset);
}

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** `locate` finds the location of a template's range, or `undefined` if the client cannot open the template. */
export function toDiagnostic(
  document: WithText & Pick<OpenDocument, 'uri'>,
  finding: Finding,
  client: Client,
  locate: (range: offsets.Range) => Location | undefined,
): Diagnostic {
  const related = finding.related.flatMap((each) => {
    const location =
      each.in === 'template' ? locate(each) : { uri: document.uri, range: fromOffsets(document, each) };
    return location ? [{ location, message: each.message }] : [];
  });
  const href = client.rulePage(finding.rule);
  return {
    range: fromOffsets(document, finding),
    severity: SEVERITIES[finding.severity],
    source: 'design-docs',
    code: finding.rule,
    message: finding.message,
    ...(href && { codeDescription: { href } }),
    ...(client.showsRelated && related.length > 0 && { relatedInformation: related }),
  };
}

export function toTextEdit(document: WithText, edit: offsets.TextEdit): TextEdit {
  return { range: fromOffsets(document, edit), newText: edit.newText };
}

/** The edit of a rename. If the rename needs review, a client that supports it asks the user to confirm the edit. */
export function toRenaming({ changes, review }: Renaming<Located>, client: Client): WorkspaceEdit {
  const edit = toWorkspaceEdits(changes, client);
  if (review === undefined || !client.confirmsEdits) return edit;
  return withConfirmation((edit.documentChanges ?? []).filter(TextDocumentEdit.is), { label: review });
}

/** One edit for several documents, with versions if the client supports them. */
export function toWorkspaceEdits(changes: Renaming<Located>['changes'], client: Client): WorkspaceEdit {
  const each = changes.map(({ source, edits }) => ({
    textDocument: { uri: source.uri, version: source.version },
    edits: edits.map((edit) => toTextEdit(source, edit)),
  }));
  return client.versionsEdits
    ? { documentChanges: each }
    : { changes: Object.fromEntries(each.map(({ textDocument, edits }) => [textDocument.uri, edits])) };
}

/** A Markdown file with its text. `version` is null if the client does not have it open. */
export interface Located {
  readonly uri: string;
  readonly version: number | null;
  readonly markdown: Markdown;
  readonly text: TextDocument;
}

/** `diagnostics` are the ones in the client's request. The action lists the ones that it fixes. */
export function toCodeAction(
  document: OpenDocument,
  { title, kind, finding, preferred }: Action,
  diagnostics: readonly Diagnostic[],
): CodeAction {
  const range = finding && fromOffsets(document, finding);
  const fixed = diagnostics.filter(
    (each) => each.code === finding?.rule && JSON.stringify(each.range) === JSON.stringify(range),
  );
  return {
    title,
    kind,
    ...(preferred && { isPreferred: true }),
    ...(fixed.length > 0 && { diagnostics: fixed }),
  };
}

/** The edit of an action. If `preview` is set, a client that supports it asks the user to confirm the edit. */
export function toActionEdit(
  changes: Renaming<Located>['changes'],
  { title, preview }: { readonly title: string; readonly preview?: string | undefined },
  client: Client,
): WorkspaceEdit {
  if (!client.versionsEdits)
    return {
      changes: Object.fromEntries(
        changes.map(({ source, edits }) => [source.uri, edits.map((edit) => toTextEdit(source, edit))]),
      ),
    };
  const documentChanges = changes.map(({ source, edits }) => ({
    textDocument: { uri: source.uri, version: source.version },
    edits: edits.map((edit) => toDocumentEdit(source, edit, client)),
  }));
  return preview !== undefined && client.confirmsEdits
    ? withConfirmation(documentChanges, { label: title, description: preview })
    : { documentChanges };
}

function toDocumentEdit(source: Located, edit: offsets.TextEdit, client: Client): TextEdit | SnippetTextEdit {
  const plain = toTextEdit(source, edit);
  const { newText, cursor } = edit;
  if (cursor === undefined || !client.takesSnippetEdits) return plain;
  const value = `${escapeSnippet(newText.slice(0, cursor))}$0${escapeSnippet(newText.slice(cursor))}`;
  return { range: plain.range, snippet: { kind: 'snippet', value } };
}

const COMPLETION_KINDS: Readonly<Record<Completion['kind'], CompletionItemKind>> = {
  section: CompletionItemKind.Module,
  marker: CompletionItemKind.Constant,
  level: CompletionItemKind.EnumMember,
  topic: CompletionItemKind.Field,
  gate: CompletionItemKind.Value,
  waiver: CompletionItemKind.Text,
  anchor: CompletionItemKind.Reference,
  file: CompletionItemKind.File,
  rule: CompletionItemKind.Constant,
  directive: CompletionItemKind.Keyword,
  key: CompletionItemKind.Property,
};

/** A completion item without documentation, which may be resolved later. `index` keeps the order of the list. */
export function toCompletionItem(
  document: OpenDocument,
  completion: Completion,
  index: number,
  client: Client,
): CompletionItem {
  const { label, detail, filterText, edit, otherEdits, preselect } = completion;
  const newText = client.takesSnippets ? edit.newText : withoutTabStops(edit.newText);
  return {
    label,
    kind: COMPLETION_KINDS[completion.kind],
    ...(detail !== '' && { detail }),
    filterText,
    sortText: String(index).padStart(6, '0'),
    textEdit: { range: fromOffsets(document, edit), newText },
    insertTextFormat: client.takesSnippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    insertTextMode: InsertTextMode.asIs,
    ...(otherEdits && { additionalTextEdits: otherEdits.map((other) => toTextEdit(document, other)) }),
    ...(preselect && { preselect }),
  };
}

export function toDocumentation(text: string): Pick<CompletionItem, 'documentation'> {
  return text === '' ? {} : { documentation: { kind: MarkupKind.Markdown, value: text } };
}

/** The plain text of a snippet, for clients without snippet support. */
function withoutTabStops(snippet: string): string {
  return snippet
    .replace(/\$\{\d+\|([^|]*)\|\}/g, (_, choices: string) => choices.split(',').join(' | '))
    .replace(/(?<!\\)\$\{\d+:((?:\\.|[^$}\\])*)\}/gs, '$1')
    .replace(/(?<!\\)\$\d+/g, '')
    .replace(/\\([\\$}])/g, '$1');
}

/** `template` is the location of the template's heading. A web URL is not linked, because it would leave the editor. */
export function toHover(
  document: OpenDocument,
  { start, end, text }: HoverData,
  template: Location | undefined,
): Hover {
  const line = (template?.range.start.line ?? 0) + 1;
  const isPage = template && /^https?:/.test(template.uri);
  // Not every client encodes folder names, and their characters must not end the link.
  const address = template?.uri.replace(/[\s<>[\]`\\]/g, encodeURIComponent);
  const link = template && !isPage ? `\n\n[Line ${line} of the template](<${address}#L${line}>)` : '';
  return {
    range: fromOffsets(document, { start, end }),
    contents: { kind: MarkupKind.Markdown, value: text + link },
  };
}

export function toCodeLens(document: OpenDocument, lens: LensData, { hasCommands }: Client): CodeLens {
  const { title, action } = lens;
  const command = action && hasCommands ? `designDocs.${action}` : '';
  return { range: fromOffsets(document, lens), command: { title, command } };
}

/** The semantic token type of each kind of highlight. */
export const TOKEN_TYPES = { level: 'enumMember', marker: 'macro', directive: 'macro' } as const;

export const TOKEN_LEGEND = [...new Set<string>(Object.values(TOKEN_TYPES))];

/** `highlights` must be in document order, each on a single line. */
export function toTokens(document: OpenDocument, highlights: readonly Highlight[]): SemanticTokens {
  const builder = new SemanticTokensBuilder();
  for (const { kind, start, end } of highlights) {
    const { line, character } = fromOffset(document, start);
    builder.push(line, character, end - start, TOKEN_LEGEND.indexOf(TOKEN_TYPES[kind]), 0);
  }
  return { data: builder.build().data };
}

export function toReadiness(document: OpenDocument, data: ReadinessOf<offsets.Range>): Readiness {
  const section = (each: ReadinessSectionOf<offsets.Range>): ReadinessSectionOf<Range> => ({
    ...each,
    range: each.range && fromOffsets(document, each.range),
    heading: each.heading && fromOffsets(document, each.heading),
    place: each.place && fromOffsets(document, each.place),
  });
  return {
    ...data,
    uri: document.uri,
    version: document.version,
    level: data.level && {
      ...data.level,
      range: data.level.range && fromOffsets(document, data.level.range),
    },
    phases: data.phases.map((phase) => ({ ...phase, sections: phase.sections.map(section) })),
    anyPhase: data.anyPhase.map(section),
  };
}

export function toSymbol(document: OpenDocument, symbol: structure.DocumentSymbol): DocumentSymbol {
  return {
    name: symbol.name,
    ...(symbol.detail !== undefined && { detail: symbol.detail }),
    kind: SymbolKind.String,
    range: fromOffsets(document, symbol.range),
    selectionRange: fromOffsets(document, symbol.selection),
    children: symbol.children.map((child) => toSymbol(document, child)),
  };
}

export function toFoldingRange(
  document: OpenDocument,
  { kind, start, end }: structure.FoldingRange,
): FoldingRange {
  const range = fromOffsets(document, { start, end });
  return {
    startLine: range.start.line,
    endLine: range.end.line,
    ...(kind === 'comment' && { kind: FoldingRangeKind.Comment }),
    ...(kind === 'section' && { kind: FoldingRangeKind.Region }),
  };
}

export function toLocation({ source, range }: FileRange<Located>): Location {
  return { uri: source.uri, range: fromOffsets(source, range) };
}

/** A link to a heading of an open document uses its position, such as `#L3,1`, because editors do not know anchors. */
export function toDocumentLink(document: OpenDocument, link: LinkData<OpenDocument>): DocumentLink {
  const { uri, page, anchor } = link.target;
  const range = fromOffsets(document, link);
  if (!page || !anchor) return { range, target: uri };
  const { line, character } = fromOffset(page.source, anchor.heading.start);
  return { range, target: `${page.source.uri}#L${line + 1},${character + 1}` };
}

export function toWorkspaceSymbol(symbol: WorkspaceSymbolData<OpenDocument>): SymbolInformation {
  const { name, container } = symbol;
  return {
    name,
    kind: SymbolKind.String,
    location: toLocation(symbol),
    ...(container !== '' && { containerName: container }),
  };
}
