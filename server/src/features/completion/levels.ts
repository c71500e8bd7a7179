import type { DesignDocument } from '../../document/document.ts';
import type { Completion } from './entry.ts';
import type { CursorContext } from './place.ts';
import { completeValues } from './values.ts';

/** The quality levels after the label of a level field; `undefined` elsewhere. */
export function completeLevels(
  document: DesignDocument,
  cursor: CursorContext,
  trigger: string | undefined,
): readonly Completion[] | undefined {
  const { levelField, levels } = document.template;
  const names = levels.map(({ name }) => name);
  const edits = levelField && completeValues(document, cursor, levelField.name, names, trigger);
  return edits?.flatMap(({ edit, filterText }, index) => {
    const level = levels[index];
    if (!level) return [];
    return {
      kind: 'level',
      label: level.name,
      detail: level.guidance ?? '',
      documentation: { kind: 'level', id: level.name },
      edit,
      filterText,
      preselect: document.level.level === level,
    };
  });
}
