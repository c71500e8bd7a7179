import { window } from 'vscode';
import { applyAction } from './apply-action.ts';
import type { Handler } from './handler.ts';
import { pickTemplate } from './pick.ts';

/** Writes into the active Markdown file which template it follows: that of `given` (`{ template }`), or as asked. */
export const treatAsDesignDocument: Handler = async ({ server }, given) => {
  const document = window.activeTextEditor?.document;
  const { template: name } = (given ?? {}) as { readonly template?: unknown };
  const template = document && (await pickTemplate(await server.templates(), name));
  if (template) await applyAction(server, document.uri, { kind: 'useTemplate', template: template.id });
};
