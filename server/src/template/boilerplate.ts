import type { Block } from '../markdown/blocks.ts';
import { allBlocks, type Section } from '../structure/sections.ts';

/**
 * Where a template keeps its guidance: between its words, or apart from them, in a comment or a quote below each
 * heading. Kept apart, the other words are a form that stays in the documents.
 */
export type GuidanceForm = 'comment' | 'quote' | 'text';

/** The form in which most sections that hold anything begin. */
export function guidanceForm(sections: readonly Section[]): GuidanceForm {
  const begun = sections.flatMap(({ blocks }) => blocks.slice(0, 1));
  const isUsual = (kind: GuidanceForm): boolean =>
    begun.filter((block) => block.kind === kind).length * 2 > begun.length;
  return (['comment', 'quote'] as const).find(isUsual) ?? 'text';
}

/** What of a section is no guidance. */
export function formBlocks(section: Section, form: GuidanceForm): Block[] {
  if (form === 'text') return [];
  return [...allBlocks(section)].filter(({ kind }) => kind !== form && kind !== 'heading');
}

/** Whether any block of a section tells the author what to write. */
export function hasGuidance(section: Section, form: GuidanceForm): boolean {
  return form === 'text' || [...allBlocks(section)].some(({ kind }) => kind === form);
}
