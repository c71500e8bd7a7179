import { l10n, Uri, window } from 'vscode';
import { applyOrNotify } from './apply-action.ts';
import type { Handler } from './handler.ts';
import { onDocument } from './on-document.ts';
import { pickLevel } from './pick.ts';

/** Sets the document's quality level to the given one, or to one that the user picks. */
export const setLevel: Handler = onDocument(async ({ server }, { uri, levels, level }, given) => {
  if (levels.length === 0) {
    window.showInformationMessage(l10n.t('The template of this document has no quality levels.'));
    return;
  }
  const current = level?.isSet ? level.name : undefined;
  const chosen =
    levels.find(({ name }) => name === given)?.name ??
    (await pickLevel(levels, current === undefined ? {} : { current }));
  if (chosen === undefined || chosen === current) return;
  await applyOrNotify(server, Uri.parse(uri), { kind: 'setLevel', level: chosen });
});
