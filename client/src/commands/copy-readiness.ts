import { env, l10n, window } from 'vscode';
import { reportOf } from '../views/report.ts';
import type { Handler } from './handler.ts';

/** Puts what the Phases view shows on the clipboard, to be pasted where a document is talked about. */
export const copyReadiness: Handler = async ({ documents: { shown } }) => {
  if (!shown) return;
  await env.clipboard.writeText(reportOf(shown));
  window.setStatusBarMessage(l10n.t('Copied the readiness as Markdown.'), 3000);
};
