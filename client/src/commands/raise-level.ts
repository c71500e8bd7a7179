import { l10n, Uri, window } from 'vscode';
import type { LevelInfo, Readiness } from '../../../server/src/protocol.ts';
import { applyOrNotify } from './apply-action.ts';
import type { Handler } from './handler.ts';
import { onDocument } from './on-document.ts';
import { pickLevel } from './pick.ts';

/** Raises the document to a higher level: the given one or one that the user picks. VS Code previews the edit first. */
export const raiseLevel: Handler = onDocument(async ({ server }, shown, given) => {
  const levels = higherLevels(shown);
  if (levels.length === 0) {
    window.showInformationMessage(
      shown.level
        ? l10n.t('{0} is the highest quality level.', shown.level.name)
        : l10n.t('The template of this document has no quality levels.'),
    );
    return;
  }
  const title = l10n.t('Raise Quality Level');
  const level = levels.find(({ name }) => name === given)?.name ?? (await pickLevel(levels, { title }));
  if (level !== undefined) await applyOrNotify(server, Uri.parse(shown.uri), { kind: 'raiseLevel', level });
});

/** The levels above the document's own level, or all levels if it has none. */
export function higherLevels({ levels, level }: Readiness): readonly LevelInfo[] {
  const current = level?.isSet ? levels.findIndex(({ name }) => name === level.name) : -1;
  return levels.slice(current + 1);
}
