import { env, l10n, window } from 'vscode';
import { reportOf } from '../views/report.ts';
import type { Handler } from './handler.ts';
import { onDocument } from './on-document.ts';

/** Copies the contents of the Phases view as a Markdown table, to paste into a review or an issue. */
export const copyReadiness: Handler = onDocument(async (_, shown) => {
  await env.clipboard.writeText(reportOf(shown));
  window.setStatusBarMessage(l10n.t('Copied readiness as Markdown.'), 3000);
});
