import type { Block } from '../markdown/blocks.ts';
import { allBlocks, type Section } from '../structure/sections.ts';

/**
 * Where a template keeps its guidance; see docs/reference.md, "Guidance". With `'text'`, all text is guidance. With
 * `'comment'` or `'quote'`, only these blocks are guidance, and all other text is a form that stays in documents.
 */
export type GuidanceForm = 'comment' | 'quote' | 'text';

/** The form of the guidance: the kind of block that more than half of the sections with content begin with. */
export function guidanceForm(sections: readonly Section[]): GuidanceForm {
  const firstBlocks = sections.flatMap(({ blocks }) => blocks.slice(0, 1));
  const isUsual = (kind: GuidanceForm): boolean =>
    firstBlocks.filter((block) => block.kind === kind).length * 2 > firstBlocks.length;
  return (['comment', 'quote'] as const).find(isUsual) ?? 'text';
}

/** The blocks of a section, including nested sections, that belong to the form and are not guidance. */
export function formBlocks(section: Section, form: GuidanceForm): Block[] {
  if (form === 'text') return [];
  return [...allBlocks(section)].filter(({ kind }) => kind !== form && kind !== 'heading');
}

/** Whether a section, including nested sections, has any guidance. */
export function hasGuidance(section: Section, form: GuidanceForm): boolean {
  return form === 'text' || [...allBlocks(section)].some(({ kind }) => kind === form);
}
