import {
  Position,
  Range,
  Selection,
  type TextDocument,
  type TextEditor,
  TextEditorRevealType,
  Uri,
  window,
} from 'vscode';
import type { Readiness, ReadinessSection } from '../../server/src/protocol.ts';

/** The sections of a document, each first where it counts and then where it is "also here". */
export function sectionsOf({ phases, anyPhase }: Readiness): ReadinessSection[] {
  const all = [...phases.flatMap((phase) => phase.sections), ...anyPhase];
  return [...all.filter((section) => !section.alsoHere), ...all.filter((section) => section.alsoHere)];
}

/** The sections that a document has, in its order. */
export function presentSections(readiness: Readiness): ReadinessSection[] {
  return sectionsOf(readiness)
    .filter(({ range }) => range !== undefined)
    .sort((a, b) => startLine(a) - startLine(b));
}

/** The innermost section at a position. */
export function sectionAt(readiness: Readiness, position: Position): ReadinessSection | undefined {
  return sectionsOf(readiness)
    .filter(({ range }) => range && toRange(range).contains(position))
    .sort((a, b) => startLine(b) - startLine(a))[0];
}

function startLine({ range }: ReadinessSection): number {
  return range?.start.line ?? -1;
}

/** The editor that shows a document. */
export function editorOf({ uri }: Readiness): TextEditor | undefined {
  const key = Uri.parse(uri).toString();
  const { activeTextEditor, visibleTextEditors } = window;
  return [activeTextEditor, ...visibleTextEditors].find((editor) => editor?.document.uri.toString() === key);
}

/** Makes a document's editor the active one: where it is visible already, else in the active group. */
export function showDocument(readiness: Readiness): Thenable<TextEditor> {
  const viewColumn = editorOf(readiness)?.viewColumn;
  return window.showTextDocument(Uri.parse(readiness.uri), viewColumn ? { viewColumn } : {});
}

/** Shows a section, with the cursor where its text begins. */
export async function goToSection(readiness: Readiness, { heading, range }: ReadinessSection): Promise<void> {
  if (!heading || !range) return;
  const editor = await showDocument(readiness);
  const place = textStart(editor.document, toRange(heading), toRange(range));
  editor.selection = new Selection(place, place);
  editor.revealRange(toRange(range), TextEditorRevealType.AtTop);
}

/** The line under the heading, unless another section begins there. */
function textStart(document: TextDocument, heading: Range, section: Range): Position {
  const below = document.validatePosition(new Position(heading.end.line + 1, 0));
  const isLast = section.end.isEqual(document.lineAt(document.lineCount - 1).range.end);
  return below.isBefore(section.end) || isLast ? below : heading.end;
}

export function toRange({ start, end }: NonNullable<ReadinessSection['range']>): Range {
  return new Range(start.line, start.character, end.line, end.character);
}
