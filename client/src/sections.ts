import {
  l10n,
  Position,
  Range,
  Selection,
  type TabGroup,
  TabInputText,
  type TextDocument,
  type TextEditor,
  TextEditorRevealType,
  Uri,
  window,
} from 'vscode';
import type { Readiness, ReadinessSection } from '../../server/src/protocol.ts';
import { sectionsOf } from './outline.ts';

/** The innermost section at a position; `undefined` if there is none. */
export function sectionAt(readiness: Readiness, position: Position): ReadinessSection | undefined {
  return sectionsOf(readiness)
    .filter(({ range }) => range && toRange(range).contains(position))
    .sort((a, b) => b.order - a.order)[0];
}

/** The visible editor of a document, preferably the active one. */
export function editorOf({ uri }: Readiness): TextEditor | undefined {
  const key = Uri.parse(uri).toString();
  const { activeTextEditor, visibleTextEditors } = window;
  return [activeTextEditor, ...visibleTextEditors].find((editor) => editor?.document.uri.toString() === key);
}

/** The editor group that has a tab for a file. `uri` is the result of VS Code's `Uri.toString()`. */
export function groupOf(uri: string): TabGroup | undefined {
  return window.tabGroups.all.find(({ tabs }) =>
    tabs.some(({ input }) => input instanceof TabInputText && input.uri.toString() === uri),
  );
}

/** Activates a document's editor: where it is visible or has a tab, or else in the active group. */
export function showDocument(readiness: Readiness): Thenable<TextEditor> {
  const { viewColumn } = editorOf(readiness) ?? groupOf(Uri.parse(readiness.uri).toString()) ?? {};
  return window.showTextDocument(Uri.parse(readiness.uri), viewColumn ? { viewColumn } : {});
}

/** Reveals a section and puts the cursor at the start of its text. Does nothing if the section is missing. */
export async function goToSection(readiness: Readiness, { heading, range }: ReadinessSection): Promise<void> {
  if (!heading || !range) return;
  const editor = await showDocument(readiness);
  const place = textStart(editor.document, toRange(heading), toRange(range));
  editor.selection = new Selection(place, place);
  editor.revealRange(toRange(range), TextEditorRevealType.AtTop);
}

/** Puts the cursor where a missing section belongs and reveals it. Does nothing if the section is not missing. */
export async function goToPlace(readiness: Readiness, { title, place }: ReadinessSection): Promise<void> {
  if (!place) return;
  const editor = await showDocument(readiness);
  const cursor = insertionPosition(editor.document, toRange(place).start);
  editor.selection = new Selection(cursor, cursor);
  editor.revealRange(new Range(cursor, cursor), TextEditorRevealType.InCenterIfOutsideViewport);
  const message = l10n.t('{0} belongs here. Select + in its row to insert it.', title);
  window.setStatusBarMessage(`$(add) ${message}`, 8000);
}

/** Whether the cursor is where `goToPlace` puts it for a missing section. */
export function isPlaceOf({ place }: ReadinessSection, { document, selection }: TextEditor): boolean {
  return place !== undefined && insertionPosition(document, toRange(place).start).isEqual(selection.active);
}

/** The empty line before the section that starts at `place`, or `place` itself if there is no empty line. */
function insertionPosition(document: TextDocument, place: Position): Position {
  const above = document.validatePosition(new Position(Math.max(0, place.line - 1), 0));
  const hasLine = place.line > 0 && place.character === 0 && document.lineAt(place.line).text.trim() !== '';
  return hasLine && document.lineAt(above).isEmptyOrWhitespace ? above : document.validatePosition(place);
}

/** The line below the heading, or the end of the heading if the next section starts there. */
function textStart(document: TextDocument, heading: Range, section: Range): Position {
  const below = document.validatePosition(new Position(heading.end.line + 1, 0));
  const isLast = section.end.isEqual(document.lineAt(document.lineCount - 1).range.end);
  return below.isBefore(section.end) || isLast ? below : heading.end;
}

export function toRange({ start, end }: NonNullable<ReadinessSection['range']>): Range {
  return new Range(start.line, start.character, end.line, end.character);
}
