import { l10n, type QuickPickItem, QuickPickItemKind, Uri, window, workspace } from 'vscode';
import type { LevelInfo, TemplateInfo } from '../../../server/src/protocol.ts';
import { ask } from './ask.ts';

/** The template of a given name, which a keybinding or another extension may pass; else asks if there is a choice. */
export async function pickTemplate(
  templates: readonly TemplateInfo[],
  given: unknown,
): Promise<TemplateInfo | undefined> {
  const named = templates.find(({ id }) => id === given);
  if (named || templates.length <= 1) return named ?? templates[0];
  const own = templates.filter(({ uri }) => uri !== undefined);
  const builtIn = templates.filter(({ uri }) => uri === undefined);
  const items = [...group(l10n.t('yours'), own), ...group(l10n.t('built in'), builtIn)];
  const pick = window.createQuickPick<TemplateItem>();
  pick.title = l10n.t('Template');
  pick.placeholder = l10n.t('What do you want to write?');
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  pick.items = items;
  return ask(pick, ({ selectedItems }) => selectedItems[0]?.template);
}

type TemplateItem = QuickPickItem & { readonly template?: TemplateInfo };

function group(label: string, templates: readonly TemplateInfo[]): TemplateItem[] {
  if (templates.length === 0) return [];
  return [{ label, kind: QuickPickItemKind.Separator }, ...templates.map(templateItem)];
}

/** With its name, or the place of its file, and what it is for. */
function templateItem(template: TemplateInfo): TemplateItem {
  const { id, title, uri, description } = template;
  const place = uri === undefined ? id : workspace.asRelativePath(Uri.parse(uri));
  const detail = description ?? template.levels.map(({ name }) => name).join(' | ');
  return { label: title, description: place, ...(detail && { detail }), template };
}

/** Asks for one of a template's levels. The current one is at hand, so that Enter changes nothing; else the first. */
export function pickLevel(
  levels: readonly LevelInfo[],
  { current, title = l10n.t('Quality Level') }: { readonly current?: string; readonly title?: string } = {},
): Promise<string | undefined> {
  const pick = window.createQuickPick();
  pick.title = title;
  pick.placeholder = l10n.t('How much rigor does the project ask for?');
  pick.items = levels.map((level) => levelItem(level, level.name === current));
  const atHand = pick.items.find(({ label }) => label === current) ?? pick.items[0];
  if (atHand) pick.activeItems = [atHand];
  return ask(pick, ({ selectedItems }) => selectedItems[0]?.label);
}

function levelItem(level: LevelInfo, isCurrent: boolean): QuickPickItem {
  const { name, guidance } = level;
  const asked = askedWords(level);
  const description = isCurrent ? l10n.t('{0} · current level', asked) : asked;
  return { label: name, description, ...(guidance && { detail: guidance }) };
}

/** How many sections a level requires; where these are no more than those of the level below, what it adds instead. */
function askedWords({ required, more: { sections, topics, gates } }: LevelInfo): string {
  const all = required === 1 ? l10n.t('1 section') : l10n.t('{0} sections', required);
  if (sections > 0) return all;
  const words = [
    topics === 1 ? l10n.t('1 more topic') : topics > 0 && l10n.t('{0} more topics', topics),
    gates === 1 ? l10n.t('1 more gate') : gates > 0 && l10n.t('{0} more gates', gates),
  ];
  return [all, ...words].filter((each) => each !== false).join(', ');
}
