import { type DataTransfer, DataTransferItem, type TreeDragAndDropController } from 'vscode';
import type { Documents } from '../documents.ts';
import { dropPosition, outlineOf } from '../outline.ts';
import type { Row } from './rows.ts';

/** Moves a section, given by its key, before another one, or to the end of the document if `before` is `undefined`. */
export type MoveSection = (uri: string, section: string, before: string | undefined) => Thenable<unknown>;

// VS Code requires this MIME type, with the view's id in lower case, for drags within a tree view.
const MIME_TYPE = 'application/vnd.code.tree.designdocs.phases';

/** Lets the user drag sections. A section takes the place of the section that it is dropped on. */
export function dragSections(documents: Documents, move: MoveSection): TreeDragAndDropController<Row> {
  return {
    dragMimeTypes: [MIME_TYPE],
    dropMimeTypes: [MIME_TYPE],
    handleDrag: ([row], data: DataTransfer) => {
      const uri = documents.shown?.uri;
      if (uri && row?.kind === 'section') data.set(MIME_TYPE, new DataTransferItem({ uri, key: row.id }));
    },
    handleDrop: async (target, data) => {
      const { shown } = documents;
      const { uri, key } = (data.get(MIME_TYPE)?.value ?? {}) as {
        readonly uri?: string;
        readonly key?: string;
      };
      if (!shown || shown.uri !== uri || key === undefined || target?.id.startsWith('phase/')) return;
      const position = dropPosition(outlineOf(shown), key, target?.id);
      if (position) await move(uri, key, position.before);
    },
  };
}
