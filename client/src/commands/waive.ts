import { l10n, Uri, window } from 'vscode';
import { showDocument } from '../sections.ts';
import { applyAction } from './apply-action.ts';
import type { Handler } from './handler.ts';
import { onDocument } from './on-document.ts';
import { rowSection } from './row-section.ts';

/** Marks a section as not applicable, with the cursor where the reason goes. */
export const waive: Handler = onDocument(async ({ server }, shown, row) => {
  const section = rowSection(shown, row);
  if (!section) return;
  // VS Code places the cursor of an edit in the active editor only.
  await showDocument(shown);
  const action = { kind: 'waive', section: section.key } as const;
  if (await applyAction(server, Uri.parse(shown.uri), action)) return;
  window.showInformationMessage(
    l10n.t('{0} is written, or says how much applies, so it cannot be set aside.', section.title),
  );
});
