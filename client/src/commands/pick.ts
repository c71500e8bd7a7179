import { l10n, type QuickPickItem, window } from 'vscode';
import type { LevelInfo, TemplateInfo } from '../../../server/src/protocol.ts';

/** Asks for a template if there is a choice. */
export async function pickTemplate(templates: readonly TemplateInfo[]): Promise<TemplateInfo | undefined> {
  if (templates.length <= 1) return templates[0];
  const items = templates.map((template) => ({ label: template.title, description: template.id, template }));
  const picked = await window.showQuickPick(items, { title: l10n.t('Template') });
  return picked?.template;
}

/** Asks for one of a template's levels. */
export async function pickLevel(levels: readonly LevelInfo[], current?: string): Promise<string | undefined> {
  const items = levels.map(({ name, required, guidance }): QuickPickItem => {
    const facts = [l10n.t('{0} sections', required), ...(name === current ? [l10n.t('current level')] : [])];
    return { label: name, description: facts.join(' · '), ...(guidance && { detail: guidance }) };
  });
  const picked = await window.showQuickPick(items, {
    title: l10n.t('Quality Level'),
    placeHolder: l10n.t('How much rigor does the project ask for?'),
  });
  return picked?.label;
}
