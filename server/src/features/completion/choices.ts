import type { DesignDocument } from '../../document/document.ts';
import type { Completion } from './entry.ts';
import type { CursorContext } from './place.ts';
import { completeValues } from './values.ts';

/** The template's choices after the label of a choice field, such as `Status: proposed | accepted`. */
export function completeChoices(
  document: DesignDocument,
  cursor: CursorContext,
  trigger: string | undefined,
): readonly Completion[] | undefined {
  for (const { name, label, values, isStrict } of document.template.choices) {
    const edits = completeValues(document, cursor, name, values, trigger);
    if (!edits) continue;
    return edits.map(({ edit, filterText }, index) => ({
      kind: 'level',
      label: values[index] ?? '',
      detail: label,
      documentation: isStrict ? '' : 'One of the template’s choices. Other values are allowed.',
      edit,
      filterText,
    }));
  }
  return undefined;
}
