import { Uri, window } from 'vscode';
import { toRange } from '../sections.ts';
import type { Handler } from './handler.ts';
import { rowSection } from './row-section.ts';

/** Opens the template where it has a section. */
export const goToTemplate: Handler = async (workbench, row) => {
  const { shown } = workbench.documents;
  const section = rowSection(workbench, row)?.section;
  if (!shown || !section) return;
  const place = await workbench.server.templatePlace({ uri: shown.uri, section });
  if (place) await window.showTextDocument(Uri.parse(place.uri), { selection: toRange(place.range) });
};
