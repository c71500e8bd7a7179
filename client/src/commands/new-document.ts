import { l10n, window, workspace } from 'vscode';
import type { TemplateInfo } from '../../../server/src/protocol.ts';
import { presentSections } from '../outline.ts';
import { goToSection } from '../sections.ts';
import { ask } from './ask.ts';
import type { Handler } from './handler.ts';
import { pickLevel, pickTemplate } from './pick.ts';

/**
 * Opens an untitled document with exactly the sections that the level needs, the cursor in the first one. What
 * `given` (`{ template, title, level }`, from a keybinding or another extension) does not say is asked for.
 */
export const newDocument: Handler = async ({ server, documents }, given) => {
  const known = (given ?? {}) as Readonly<Record<string, unknown>>;
  const template = await pickTemplate(await server.templates(), known['template']);
  if (!template) return;
  const title = typeof known['title'] === 'string' ? known['title'] : await askTitle(template);
  if (title === undefined) return;
  const hasLevels = template.levels.length > 0;
  const named = template.levels.find(({ name }) => name === known['level']);
  const level = named?.name ?? (hasLevels ? await pickLevel(template.levels) : undefined);
  if (hasLevels && level === undefined) return;
  const content = await server.skeleton({ template: template.id, level, title });
  if (content === null) return;
  const document = await workspace.openTextDocument({ language: 'markdown', content });
  await window.showTextDocument(document);
  const readiness = await documents.when(document.uri, () => true);
  const [first] = readiness ? presentSections(readiness) : [];
  if (readiness && first) await goToSection(readiness, first);
};

/** Empty for a document without a title; `undefined` if the author goes back. */
async function askTitle({ hasTitle }: TemplateInfo): Promise<string | undefined> {
  if (!hasTitle) return '';
  const box = window.createInputBox();
  box.title = l10n.t('New Design Document');
  box.placeholder = l10n.t('Title');
  box.prompt = l10n.t('What the document is about. If it is empty, the template’s own title stays.');
  return ask(box, ({ value }) => value);
}
