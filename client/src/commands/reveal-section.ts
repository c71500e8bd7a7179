import { goToSection, sectionsOf } from '../sections.ts';
import type { Handler } from './handler.ts';

/** Goes to the section with the given key in the shown document. */
export const revealSection: Handler = async ({ documents: { shown } }, key) => {
  const section = shown && sectionsOf(shown).find((each) => each.key === key);
  if (section) await goToSection(shown, section);
};
