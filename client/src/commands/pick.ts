import { l10n, type QuickPickItem, window } from 'vscode';
import type { LevelInfo, TemplateInfo } from '../../../server/src/protocol.ts';

/** Asks for a template if there is a choice. */
export async function pickTemplate(templates: readonly TemplateInfo[]): Promise<TemplateInfo | undefined> {
  if (templates.length <= 1) return templates[0];
  const items = templates.map((template) => ({ label: template.title, description: template.id, template }));
  const picked = await window.showQuickPick(items, { title: l10n.t('Template') });
  return picked?.template;
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
