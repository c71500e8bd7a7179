import { l10n, Uri, window } from 'vscode';
import { showDocument } from '../sections.ts';
import { applyAction } from './apply-action.ts';
import type { Handler } from './handler.ts';
import { onDocument } from './on-document.ts';
import { targetSection } from './target-section.ts';

/** Marks a section as not applicable and puts the cursor where the reason goes. */
export const waive: Handler = onDocument(async ({ server }, shown, row) => {
  const section = targetSection(shown, row);
  if (!section) return;
  // VS Code applies the cursor position of an edit only in the active editor.
  await showDocument(shown);
  const action = { kind: 'waive', section: section.key } as const;
  if (await applyAction(server, Uri.parse(shown.uri), action)) return;
  window.showInformationMessage(
    l10n.t(
      '{0} cannot be marked as not applicable. Only unfinished sections from the template can, except the one with the quality level.',
      section.title,
    ),
  );
});
