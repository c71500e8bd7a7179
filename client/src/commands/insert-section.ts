import { l10n, Uri, window } from 'vscode';
import type { Readiness, ReadinessSection } from '../../../server/src/protocol.ts';
import { missingSections, presentSections, sectionsOf } from '../outline.ts';
import { goToSection } from '../sections.ts';
import { applyAction } from './apply-action.ts';
import type { CommandContext, Handler } from './handler.ts';
import { onDocument } from './on-document.ts';

/** Inserts a missing section: the one of the given row, or the one that the user picks. */
export const insertSection: Handler = onDocument(async (context, shown, row) => {
  const key = (row as { readonly id?: unknown } | undefined)?.id;
  const given = sectionsOf(shown).find((section) => section.key === key);
  const section = given ?? (await pickMissing(shown));
  if (section) await insertInto(context, shown, section);
});

/** Inserts a section with the template's text and goes to it. Does nothing if the section is not in the template. */
export async function insertInto(
  { server, documents }: CommandContext,
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
  const descriptions = { required: l10n.t('required'), recommended: l10n.t('recommended'), none: '' };
  const items = missingSections(readiness).map((section) => ({
    label: section.title,
    description: descriptions[section.need],
    section,
  }));
  if (items.length === 0) {
    window.showInformationMessage(l10n.t('No sections are missing.'));
    return undefined;
  }
  const picked = await window.showQuickPick(items, { title: l10n.t('Insert Section') });
  return picked?.section;
}
