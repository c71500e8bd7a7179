import { type DataTransfer, DataTransferItem, type TreeDragAndDropController } from 'vscode';
import type { Documents } from '../documents.ts';
import { dropPlace, outlineOf } from '../outline.ts';
import type { Row } from './rows.ts';

/** Puts a section of a document before another; `undefined` for the end of the document. */
export type MoveSection = (uri: string, section: string, before: string | undefined) => Thenable<unknown>;

// VS Code prescribes this name for what is dragged within a view.
const DRAGGED = 'application/vnd.code.tree.designdocs.phases';

/** A section that is dropped on another takes its place in the document. */
export function dragSections(documents: Documents, move: MoveSection): TreeDragAndDropController<Row> {
  return {
    dragMimeTypes: [DRAGGED],
    dropMimeTypes: [DRAGGED],
    handleDrag: ([row], data: DataTransfer) => {
      const uri = documents.shown?.uri;
      if (uri && row?.kind === 'section') data.set(DRAGGED, new DataTransferItem({ uri, key: row.id }));
    },
    handleDrop: async (target, data) => {
      const { shown } = documents;
      const { uri, key } = (data.get(DRAGGED)?.value ?? {}) as {
        readonly uri?: string;
        readonly key?: string;
      };
      if (!shown || shown.uri !== uri || key === undefined || target?.id.startsWith('phase/')) return;
      const place = dropPlace(outlineOf(shown), key, target?.id);
      if (place) await move(uri, key, place.before);
    },
  };
}
