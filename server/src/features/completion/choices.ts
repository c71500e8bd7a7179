import type { DesignDocument } from '../../document/document.ts';
import type { Completion } from './entry.ts';
import type { Place } from './place.ts';
import { completeValues } from './values.ts';

/** The template's choices behind the label of a field that has some: `Status: proposed | accepted`. */
export function completeChoices(
  document: DesignDocument,
  place: Place,
  trigger: string | undefined,
): readonly Completion[] | undefined {
  for (const { name, label, values, isStrict } of document.template.choices) {
    const edits = completeValues(document, place, name, values, trigger);
    if (!edits) continue;
    return edits.map(({ edit, filterText }, index) => ({
      kind: 'level',
      label: values[index] ?? '',
      detail: label,
      documentation: isStrict ? '' : 'The template’s choices; other values are fine.',
      edit,
      filterText,
    }));
  }
  return undefined;
}
