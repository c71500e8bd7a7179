import { l10n, window, workspace } from 'vscode';
import { goToSection, presentSections } from '../sections.ts';
import type { Handler } from './handler.ts';
import { pickLevel, pickTemplate } from './pick.ts';

/** Opens an untitled document with exactly the sections that the level needs, the cursor in the first one. */
export const newDocument: Handler = async ({ server, documents }) => {
  const template = await pickTemplate(await server.templates());
  if (!template) return;
  const title = await window.showInputBox({
    title: l10n.t('New Design Document'),
    prompt: l10n.t('The title of the document'),
    placeHolder: template.title,
  });
  if (title === undefined) return;
  const hasLevels = template.levels.length > 0;
  const level = hasLevels ? await pickLevel(template.levels) : undefined;
  if (hasLevels && level === undefined) return;
  const params = { template: template.id, level, title: title.trim() || template.title };
  const content = await server.skeleton(params);
  if (content === null) return;
  const document = await workspace.openTextDocument({ language: 'markdown', content });
  await window.showTextDocument(document);
  const readiness = await documents.when(document.uri, ({ kind }) => kind === 'document');
  const [first] = readiness ? presentSections(readiness) : [];
  if (readiness && first) await goToSection(readiness, first);
};
