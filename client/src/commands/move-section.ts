import { l10n, Uri, window } from 'vscode';
import { type Direction, dropPosition, outlineOf } from '../outline.ts';
import type { Server } from '../server.ts';
import type { MoveSection } from '../views/drag.ts';
import { applyAction } from './apply-action.ts';
import type { Handler } from './handler.ts';
import { onDocument } from './on-document.ts';
import { targetSection } from './target-section.ts';

/** Moves a section before its previous sibling in the document. */
export const moveUp: Handler = move('up');

/** Moves a section after its next sibling. */
export const moveDown: Handler = move('down');

function move(direction: Direction): Handler {
  return onDocument(async ({ server }, shown, row) => {
    const section = targetSection(shown, row);
    if (!section) return;
    const outline = outlineOf(shown);
    const moved = outline.byKey.get(section.key);
    const neighbor = moved && outline.neighbors.get(moved)?.[direction];
    const position = neighbor && dropPosition(outline, section.key, neighbor.key);
    if (position) await sectionMover(server)(shown.uri, section.key, position.before);
    else window.showInformationMessage(AT_THE_END[direction](section.title));
  });
}

const AT_THE_END: Readonly<Record<Direction, (title: string) => string>> = {
  up: (title) => l10n.t('{0} is already the first section here.', title),
  down: (title) => l10n.t('{0} is already the last section here.', title),
};

/** Moves sections for commands and drag and drop. Tells the user if the server refuses the move. */
export function sectionMover(server: Server): MoveSection {
  return async (uri, section, before) => {
    if (await applyAction(server, Uri.parse(uri), { kind: 'moveSection', section, before })) return;
    window.showInformationMessage(
      l10n.t('The section cannot be moved there because other text would end up in a different section.'),
    );
  };
}
