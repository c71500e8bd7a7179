import { l10n, window, workspace } from 'vscode';
import { goToSection, presentSections } from '../sections.ts';
import type { Handler } from './handler.ts';
import { pickLevel, pickTemplate } from './pick.ts';

/**
 * Opens an untitled document with exactly the sections that the level needs, the cursor in the first one. What
 * `given` (`{ title, level }`, from a keybinding or another extension) does not say is asked for.
 */
export const newDocument: Handler = async ({ server, documents }, given) => {
  const known = (given ?? {}) as Readonly<Record<string, unknown>>;
  const template = await pickTemplate(await server.templates());
  if (!template) return;
  const title = typeof known['title'] === 'string' ? known['title'] : await askTitle(template.title);
  if (title === undefined) return;
  const hasLevels = template.levels.length > 0;
  const named = template.levels.find(({ name }) => name === known['level']);
  const level = named?.name ?? (hasLevels ? await pickLevel(template.levels) : undefined);
  if (hasLevels && level === undefined) return;
  const content = await server.skeleton({ template: template.id, level, title });
  if (content === null) return;
  const document = await workspace.openTextDocument({ language: 'markdown', content });
  await window.showTextDocument(document);
  const readiness = await documents.when(document.uri, ({ kind }) => kind === 'document');
  const [first] = readiness ? presentSections(readiness) : [];
  if (readiness && first) await goToSection(readiness, first);
};

async function askTitle(fallback: string): Promise<string | undefined> {
  const title = await window.showInputBox({
    title: l10n.t('New Design Document'),
    prompt: l10n.t('The title of the document'),
    placeHolder: fallback,
  });
  return title?.trim() === '' ? fallback : title?.trim();
}
