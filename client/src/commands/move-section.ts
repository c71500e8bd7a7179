import { l10n, Uri, window } from 'vscode';
import { dropPlace, outlineOf, type Step } from '../outline.ts';
import type { Server } from '../server.ts';
import type { MoveSection } from '../views/drag.ts';
import { applyAction } from './apply-action.ts';
import type { Handler } from './handler.ts';
import { onDocument } from './on-document.ts';
import { rowSection } from './row-section.ts';

/** Moves a section in front of the one above it in the document. */
export const moveUp: Handler = move('up');

/** Moves a section behind the one below it. */
export const moveDown: Handler = move('down');

function move(step: Step): Handler {
  return onDocument(async ({ server }, shown, row) => {
    const section = rowSection(shown, row);
    if (!section) return;
    const outline = outlineOf(shown);
    const moved = outline.byKey.get(section.key);
    const other = moved && outline.neighbours.get(moved)?.[step];
    const place = other && dropPlace(outline, section.key, other.key);
    if (place) await sectionMover(server)(shown.uri, section.key, place.before);
    else window.showInformationMessage(WHY_NOT[step](section.title));
  });
}

const WHY_NOT: Readonly<Record<Step, (title: string) => string>> = {
  up: (title) => l10n.t('{0} is the first section here.', title),
  down: (title) => l10n.t('{0} is the last section here.', title),
};

/** Moves sections as commands and drags ask for it, and says so where the server finds that one has to stay. */
export function sectionMover(server: Server): MoveSection {
  return async (uri, section, before) => {
    if (await applyAction(server, Uri.parse(uri), { kind: 'moveSection', section, before })) return;
    window.showInformationMessage(
      l10n.t('It cannot be moved there: other text would belong to other sections then.'),
    );
  };
}
