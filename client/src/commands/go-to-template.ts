import { l10n, Uri, window } from 'vscode';
import { toRange } from '../sections.ts';
import type { Handler } from './handler.ts';
import { onDocument } from './on-document.ts';
import { targetSection } from './target-section.ts';

/** Opens the template at a section. */
export const goToTemplate: Handler = onDocument(async ({ server }, shown, row) => {
  const found = targetSection(shown, row);
  if (!found) return;
  const { section, title } = found;
  const place = section === undefined ? null : await server.templatePlace({ uri: shown.uri, section });
  if (place) await window.showTextDocument(Uri.parse(place.uri), { selection: toRange(place.range) });
  else if (section === undefined)
    window.showInformationMessage(l10n.t('{0} is your own section. The template does not have it.', title));
  else window.showInformationMessage(l10n.t('The template of this document cannot be opened.'));
});
