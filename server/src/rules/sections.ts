import type { BoundSection, DesignDocument } from '../document/document.ts';

/**
 * The sections that are there and whose content may be judged. As long as no level is set, the level's own section
 * gives that finding and no other.
 */
export function judgedSections({ sections, level, template }: DesignDocument): BoundSection[] {
  const silent = level.field?.reading.kind === 'set' ? undefined : template.levelField?.section;
  return sections.filter(({ section, known }) => section && known !== silent);
}
