import { env, l10n, window } from 'vscode';
import { reportOf } from '../views/report.ts';
import type { Handler } from './handler.ts';
import { onDocument } from './on-document.ts';

/** Puts what the Phases view shows on the clipboard, to be pasted where a document is talked about. */
export const copyReadiness: Handler = onDocument(async (_, shown) => {
  await env.clipboard.writeText(reportOf(shown));
  window.setStatusBarMessage(l10n.t('Copied the readiness as Markdown.'), 3000);
});
