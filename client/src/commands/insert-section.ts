import { l10n, Uri, window } from 'vscode';
import type { Readiness, ReadinessSection } from '../../../server/src/protocol.ts';
import { missingSections, presentSections, sectionsOf } from '../outline.ts';
import { goToSection } from '../sections.ts';
import { applyAction } from './apply-action.ts';
import type { Handler, Workbench } from './handler.ts';
import { onDocument } from './on-document.ts';

/** Inserts a missing section into the shown document: that of the outline's row, or else the one that is picked. */
export const insertSection: Handler = onDocument(async (workbench, shown, row) => {
  const key = (row as { readonly id?: unknown } | undefined)?.id;
  const given = sectionsOf(shown).find((section) => section.key === key);
  const section = given ?? (await pickMissing(shown));
  if (section) await insertInto(workbench, shown, section);
});

/** Inserts a section as the template writes it, and goes there. */
export async function insertInto(
  { server, documents }: Workbench,
  readiness: Readiness,
  { section }: ReadinessSection,
): Promise<void> {
  const uri = Uri.parse(readiness.uri);
  if (!section || !(await applyAction(server, uri, { kind: 'insertSection', section }))) return;
  const find = (now: Readiness): ReadinessSection | undefined =>
    presentSections(now).find((each) => each.section === section);
  const now = await documents.when(uri, (each) => find(each) !== undefined);
  const inserted = now && find(now);
  if (inserted) await goToSection(now, inserted);
}

async function pickMissing(readiness: Readiness): Promise<ReadinessSection | undefined> {
  const words = { required: l10n.t('required'), recommended: l10n.t('recommended'), none: '' };
  const items = missingSections(readiness).map((section) => ({
    label: section.title,
    description: words[section.need],
    section,
  }));
  if (items.length === 0) {
    window.showInformationMessage(l10n.t('No section is missing.'));
    return undefined;
  }
  const picked = await window.showQuickPick(items, { title: l10n.t('Insert Section') });
  return picked?.section;
}
