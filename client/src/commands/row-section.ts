import type { ReadinessSection } from '../../../server/src/protocol.ts';
import { sectionsOf } from '../outline.ts';
import { editorOf, sectionAt } from '../sections.ts';
import type { Workbench } from './handler.ts';

/** The section that a command is about: that of the outline's row, or else the one in which the cursor stands. */
export function rowSection({ documents: { shown } }: Workbench, row: unknown): ReadinessSection | undefined {
  if (!shown) return undefined;
  const { id } = (row ?? {}) as { readonly id?: unknown };
  const cursor = editorOf(shown)?.selection.active;
  if (id === undefined) return cursor && sectionAt(shown, cursor);
  return sectionsOf(shown).find(({ key }) => key === id);
}
