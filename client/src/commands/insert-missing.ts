import { l10n, Uri, window } from 'vscode';
import { missingSections, presentSections } from '../outline.ts';
import { goToSection } from '../sections.ts';
import { applyOrNotify } from './apply-action.ts';
import type { Handler } from './handler.ts';
import { onDocument } from './on-document.ts';

/** Inserts all missing sections of a phase row, or of the whole level without one, and goes to the first. */
export const insertMissing: Handler = onDocument(async ({ server, documents }, shown, row) => {
  const { phase } = (row ?? {}) as { readonly phase?: number };
  const missing = new Set(missingSections(shown).map(({ section }) => section));
  const uri = Uri.parse(shown.uri);
  if (missing.size === 0) {
    window.showInformationMessage(l10n.t('No sections are missing.'));
    return;
  }
  if (!(await applyOrNotify(server, uri, { kind: 'insertMissing', ...(phase !== undefined && { phase }) })))
    return;
  const now = await documents.when(uri, (each) =>
    presentSections(each).some(({ section }) => missing.has(section)),
  );
  const first = now && presentSections(now).find(({ section }) => missing.has(section));
  if (first) await goToSection(now, first);
});
