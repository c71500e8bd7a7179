import { window } from 'vscode';
import { applyAction } from './apply-action.ts';
import type { Handler } from './handler.ts';
import { pickTemplate } from './pick.ts';

/** Writes into the active Markdown file which template it follows. */
export const treatAsDesignDocument: Handler = async ({ server }) => {
  const document = window.activeTextEditor?.document;
  const template = document && (await pickTemplate(await server.templates()));
  if (template) await applyAction(server, document.uri, { kind: 'useTemplate', template: template.id });
};
