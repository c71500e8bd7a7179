import { l10n, Uri, window } from 'vscode';
import { toRange } from '../sections.ts';
import type { Handler } from './handler.ts';
import { onDocument } from './on-document.ts';
import { rowSection } from './row-section.ts';

/** Opens the template where it has a section. */
export const goToTemplate: Handler = onDocument(async ({ server }, shown, row) => {
  const found = rowSection(shown, row);
  if (!found) return;
  const { section, title } = found;
  const place = section === undefined ? null : await server.templatePlace({ uri: shown.uri, section });
  if (place) await window.showTextDocument(Uri.parse(place.uri), { selection: toRange(place.range) });
  else if (section === undefined)
    window.showInformationMessage(
      l10n.t('{0} is a section of your own: the template has none like it.', title),
    );
  else window.showInformationMessage(l10n.t('The template of this document cannot be opened.'));
});
