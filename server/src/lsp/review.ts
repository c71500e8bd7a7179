import type { ChangeAnnotation, TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver';

const start = { line: 0, character: 0 };

/**
 * Has changes looked at before they are made. VS Code shows its preview if one of them needs confirmation, and leaves
 * that one unticked, so that Apply would leave it out; therefore an edit that changes nothing is what asks for it.
 */
export function toReview(changes: readonly TextDocumentEdit[], annotation: ChangeAnnotation): WorkspaceEdit {
  const look = { range: { start, end: start }, newText: '', annotationId: 'look' };
  return {
    documentChanges: changes.map(({ textDocument, edits }, index) => ({
      textDocument,
      edits: [...(index === 0 ? [look] : []), ...edits.map((edit) => ({ ...edit, annotationId: 'change' }))],
    })),
    changeAnnotations: { look: { ...annotation, needsConfirmation: true }, change: annotation },
  };
}
