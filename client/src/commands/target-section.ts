import { l10n, window } from 'vscode';
import type { Readiness, ReadinessSection } from '../../../server/src/protocol.ts';
import { sectionsOf } from '../outline.ts';
import { editorOf, sectionAt } from '../sections.ts';

/** The section that a command applies to: of the given row, or at the cursor. Tells the user if there is none. */
export function targetSection(shown: Readiness, row: unknown): ReadinessSection | undefined {
  const { id } = (row ?? {}) as { readonly id?: unknown };
  if (id !== undefined) return sectionsOf(shown).find(({ key }) => key === id);
  const cursor = editorOf(shown)?.selection.active;
  const section = cursor && sectionAt(shown, cursor);
  if (!section) window.showInformationMessage(l10n.t('Place the cursor in a section first.'));
  return section;
}
