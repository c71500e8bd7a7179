import { l10n, type QuickPickItem, Uri, window, workspace } from 'vscode';
import type { LevelInfo, TemplateInfo } from '../../../server/src/protocol.ts';

/** The template of a given name, which a keybinding or another extension may pass; else asks if there is a choice. */
export async function pickTemplate(
  templates: readonly TemplateInfo[],
  given: unknown,
): Promise<TemplateInfo | undefined> {
  const named = templates.find(({ id }) => id === given);
  if (named || templates.length <= 1) return named ?? templates[0];
  const items = templates.map((template) => ({ ...templateItem(template), template }));
  const options = { title: l10n.t('Template'), matchOnDescription: true, matchOnDetail: true };
  const picked = await window.showQuickPick(items, options);
  return picked?.template;
}

function templateItem({ id, title, uri }: TemplateInfo): QuickPickItem {
  return {
    label: title,
    ...(id !== title && { description: id }),
    detail: uri === undefined ? l10n.t('Built in') : workspace.asRelativePath(Uri.parse(uri)),
  };
}

/** Asks for one of a template's levels. The current one is at hand, so that Enter changes nothing; else the first. */
export function pickLevel(levels: readonly LevelInfo[], current?: string): Promise<string | undefined> {
  const pick = window.createQuickPick();
  pick.title = l10n.t('Quality Level');
  pick.placeholder = l10n.t('How much rigor does the project ask for?');
  pick.items = levels.map((level) => levelItem(level, level.name === current));
  const atHand = pick.items.find(({ label }) => label === current) ?? pick.items[0];
  if (atHand) pick.activeItems = [atHand];
  return new Promise((resolve) => {
    pick.onDidAccept(() => {
      resolve(pick.selectedItems[0]?.label);
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

function levelItem({ name, required, guidance }: LevelInfo, isCurrent: boolean): QuickPickItem {
  const sections = l10n.t('{0} sections', required);
  const description = isCurrent ? l10n.t('{0} · current level', sections) : sections;
  return { label: name, description, ...(guidance && { detail: guidance }) };
}
