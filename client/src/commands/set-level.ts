import { Uri } from 'vscode';
import { applyAction } from './apply-action.ts';
import type { Handler } from './handler.ts';
import { pickLevel } from './pick.ts';

/** Sets the shown document's quality level: the given one, or else the one that the author picks. */
export const setLevel: Handler = async ({ server, documents: { shown } }, given) => {
  if (!shown || shown.levels.length === 0) return;
  const { uri, levels, level } = shown;
  const current = level?.isSet ? level.name : undefined;
  const chosen =
    levels.find(({ name }) => name === given)?.name ??
    (await pickLevel(levels, current === undefined ? {} : { current }));
  if (chosen !== undefined) await applyAction(server, Uri.parse(uri), { kind: 'setLevel', level: chosen });
};
