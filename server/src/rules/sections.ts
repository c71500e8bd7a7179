import { type BoundSection, type DesignDocument, sectionOf } from '../document/document.ts';

/**
 * The sections that are there and whose content may be judged. As long as no level is set, the level's own section
 * gives that finding and no other, and a section under a heading of another level gives that one.
 */
export function judgedSections(document: DesignDocument): BoundSection[] {
  const { sections, binding, level, template } = document;
  const silent = level.field?.reading.kind === 'set' ? undefined : template.levelField?.section;
  return sections.filter((bound) => {
    const section = sectionOf(document, bound);
    return section && bound.known !== silent && !binding.wrongRank.has(section);
  });
}

/** The judged sections in a state in which nothing is written, without those nested in one where nothing is either. */
export function blankSections(document: DesignDocument, state: 'empty' | 'unwritten'): BoundSection[] {
  const isBlank = (known: BoundSection['known']['parent']): boolean => {
    const around = known && document.sections[known.index]?.state;
    return around === 'empty' || around === 'unwritten';
  };
  return judgedSections(document).filter((each) => each.state === state && !isBlank(each.known.parent));
}
