import type { ChangeAnnotation, TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver';

const start = { line: 0, character: 0 };

/**
 * Makes the client ask the user to confirm the changes. VS Code shows a preview if any edit needs confirmation, but
 * leaves that edit unchecked, so that “Apply” would skip it. Therefore only an added empty edit needs confirmation.
 */
export function withConfirmation(
  changes: readonly TextDocumentEdit[],
  annotation: ChangeAnnotation,
): WorkspaceEdit {
  const empty = { range: { start, end: start }, newText: '', annotationId: 'confirm' };
  return {
    documentChanges: changes.map(({ textDocument, edits }, index) => ({
      textDocument,
      edits: [...(index === 0 ? [empty] : []), ...edits.map((edit) => ({ ...edit, annotationId: 'change' }))],
    })),
    changeAnnotations: { confirm: { ...annotation, needsConfirmation: true }, change: annotation },
  };
}
