import { sectionsOf } from '../outline.ts';
import { goToPlace, goToSection } from '../sections.ts';
import type { Handler } from './handler.ts';
import { onDocument } from './on-document.ts';

/** Goes to the section with the given key, or to where it belongs if it is missing. */
export const revealSection: Handler = onDocument(async (_, shown, key) => {
  const section = sectionsOf(shown).find((each) => each.key === key);
  if (section) await (section.range ? goToSection : goToPlace)(shown, section);
});
