import { l10n, window, workspace } from 'vscode';
import type { TemplateInfo } from '../../../server/src/protocol.ts';
import { presentSections } from '../outline.ts';
import { goToSection } from '../sections.ts';
import type { Handler } from './handler.ts';
import { pickLevel, pickTemplate } from './pick.ts';
import { showQuickInput } from './quick-input.ts';

/**
 * Opens an untitled document with exactly the sections that the level requires, and puts the cursor in the first one.
 * The argument can be `{ template, title, level }`, from a keybinding or another extension. The user is asked for
 * what it lacks.
 */
export const newDocument: Handler = async ({ server, documents }, given) => {
  const known = (given ?? {}) as Readonly<Record<string, unknown>>;
  const template = await pickTemplate(await server.templates(), {
    given: known['template'],
    placeholder: l10n.t('Select a template for the new document'),
  });
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

/** Asks for a title. Empty if the template has none; `undefined` if the user cancels. */
async function askTitle({ hasTitle }: TemplateInfo): Promise<string | undefined> {
  if (!hasTitle) return '';
  const box = window.createInputBox();
  box.title = l10n.t('New Design Document');
  box.placeholder = l10n.t('Title');
  box.prompt = l10n.t('The title of the document. Leave it empty to keep the template’s title.');
  return showQuickInput(box, ({ value }) => value);
}
