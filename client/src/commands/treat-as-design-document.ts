import { l10n, window } from 'vscode';
import { applyAction } from './apply-action.ts';
import type { Handler } from './handler.ts';
import { pickTemplate } from './pick.ts';

/** Adds a directive to the active Markdown file that names a template: the given one, or one that the user picks. */
export const treatAsDesignDocument: Handler = async ({ server }, given) => {
  const document = window.activeTextEditor?.document;
  if (!document) return;
  const { template: id } = (given ?? {}) as { readonly template?: unknown };
  const placeholder = l10n.t('Which template does this file follow?');
  const template = await pickTemplate(await server.templates(), { given: id, placeholder });
  if (template) await applyAction(server, document.uri, { kind: 'useTemplate', template: template.id });
};
