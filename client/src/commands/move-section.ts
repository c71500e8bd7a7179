import { Uri } from 'vscode';
import { dropPlace, outlineOf, type Step } from '../outline.ts';
import { applyAction } from './apply-action.ts';
import type { Handler } from './handler.ts';
import { rowSection } from './row-section.ts';

/** Moves a section in front of the one above it in the document. */
export const moveUp: Handler = (workbench, row) => move('up')(workbench, row);

/** Moves a section behind the one below it. */
export const moveDown: Handler = (workbench, row) => move('down')(workbench, row);

function move(step: Step): Handler {
  return async (workbench, row) => {
    const { shown } = workbench.documents;
    const section = rowSection(workbench, row);
    if (!shown || !section) return;
    const outline = outlineOf(shown);
    const moved = outline.byKey.get(section.key);
    const other = moved && outline.neighbours.get(moved)?.[step];
    const place = other && dropPlace(outline, section.key, other.key);
    if (!place) return;
    const action = { kind: 'moveSection', section: section.key, before: place.before } as const;
    await applyAction(workbench.server, Uri.parse(shown.uri), action);
  };
}
