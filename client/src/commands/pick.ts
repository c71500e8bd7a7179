import { l10n, type QuickPickItem, QuickPickItemKind, Uri, window, workspace } from 'vscode';
import type { LevelInfo, TemplateInfo } from '../../../server/src/protocol.ts';
import { showQuickInput } from './quick-input.ts';

/**
 * The template with the id `given`, which a keybinding or another extension may pass. For any other value the user
 * picks one, unless there is only one. `undefined` if the user cancels.
 */
export async function pickTemplate(
  templates: readonly TemplateInfo[],
  { given, placeholder }: { readonly given: unknown; readonly placeholder: string },
): Promise<TemplateInfo | undefined> {
  const named = templates.find(({ id }) => id === given);
  if (named || templates.length <= 1) return named ?? templates[0];
  const own = templates.filter(({ uri }) => uri !== undefined);
  const builtIn = templates.filter(({ uri }) => uri === undefined);
  const items = [...group(l10n.t('your templates'), own), ...group(l10n.t('built-in templates'), builtIn)];
  const pick = window.createQuickPick<TemplateItem>();
  pick.title = l10n.t('Template');
  pick.placeholder = placeholder;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  pick.items = items;
  return showQuickInput(pick, ({ selectedItems }) => selectedItems[0]?.template);
}

type TemplateItem = QuickPickItem & { readonly template?: TemplateInfo };

function group(label: string, templates: readonly TemplateInfo[]): TemplateItem[] {
  if (templates.length === 0) return [];
  return [{ label, kind: QuickPickItemKind.Separator }, ...templates.map(templateItem)];
}

function templateItem(template: TemplateInfo): TemplateItem {
  const { id, title, uri, description } = template;
  const path = uri === undefined ? id : workspace.asRelativePath(Uri.parse(uri));
  const detail = description ?? template.levels.map(({ name }) => name).join(' | ');
  return { label: title, description: path, ...(detail && { detail }), template };
}

/** Asks for one of a template's levels. The current level is preselected, or the first one if there is none. */
export function pickLevel(
  levels: readonly LevelInfo[],
  { current, title = l10n.t('Quality Level') }: { readonly current?: string; readonly title?: string } = {},
): Promise<string | undefined> {
  const pick = window.createQuickPick();
  pick.title = title;
  pick.placeholder = l10n.t('How much rigor does the project need?');
  pick.items = levels.map((level) => levelItem(level, level.name === current));
  const preselected = pick.items.find(({ label }) => label === current) ?? pick.items[0];
  if (preselected) pick.activeItems = [preselected];
  return showQuickInput(pick, ({ selectedItems }) => selectedItems[0]?.label);
}

function levelItem(level: LevelInfo, isCurrent: boolean): QuickPickItem {
  const { name, guidance } = level;
  const requirements = requirementsOf(level);
  const description = isCurrent ? l10n.t('{0} · current level', requirements) : requirements;
  return { label: name, description, ...(guidance && { detail: guidance }) };
}

/** How many sections a level requires and, if that is no more than the level below, which topics and gates it adds. */
function requirementsOf({ required, more: { sections, topics, gates } }: LevelInfo): string {
  const all = required === 1 ? l10n.t('1 section') : l10n.t('{0} sections', required);
  if (sections > 0) return all;
  const added = [
    topics === 1 ? l10n.t('1 more topic') : topics > 0 && l10n.t('{0} more topics', topics),
    gates === 1 ? l10n.t('1 more gate') : gates > 0 && l10n.t('{0} more gates', gates),
  ];
  return [all, ...added].filter((each) => each !== false).join(', ');
}
