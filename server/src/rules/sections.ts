import { type BoundSection, type DesignDocument, sectionOf } from '../document/document.ts';

/**
 * The sections of the document whose content is checked. While no level is set, the section of the level field has only
 * that finding. A section with a wrong heading level has only that finding, too.
 */
export function judgedSections(document: DesignDocument): BoundSection[] {
  const { sections, binding, level, template } = document;
  const silent = level.field?.reading.kind === 'set' ? undefined : template.levelField?.section;
  return sections.filter((bound) => {
    const section = sectionOf(document, bound);
    return section && bound.known !== silent && !binding.wrongRank.has(section);
  });
}

/** The checked sections that are empty or unwritten, without those nested in another empty or unwritten section. */
export function blankSections(document: DesignDocument, state: 'empty' | 'unwritten'): BoundSection[] {
  const isBlank = (known: BoundSection['known']['parent']): boolean => {
    const around = known && document.sections[known.index]?.state;
    return around === 'empty' || around === 'unwritten';
  };
  return judgedSections(document).filter((each) => each.state === state && !isBlank(each.known.parent));
}
