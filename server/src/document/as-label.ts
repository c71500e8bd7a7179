import { distance } from 'fastest-levenshtein';
import { leafSource, leavesOf } from '../markdown/markdown.ts';
import { readField } from '../template/field.ts';
import { headingName } from '../template/heading.ts';
import type { Section } from '../template/outline.ts';
import type { TemplateSection } from '../template/template.ts';

/**
 * Whether a nested section is written in the text of the section around it, below a label instead of a heading:
 * `**Goals:** …`. Labels are often reworded, so that a near miss will do.
 */
export function standsAsLabel(text: string, around: Section, { names }: TemplateSection): boolean {
  for (const leaf of leavesOf(around.blocks)) {
    const label = leaf.kind === 'paragraph' ? readLabel(leafSource(text, leaf)) : undefined;
    if (label && names.some((name) => distance(label, name) <= name.length / 4)) return true;
  }
  return false;
}

function readLabel(source: string): string | undefined {
  const strong = /^(\*\*|__)(.+?)\1/s.exec(source)?.[2];
  const label = strong ?? readField(source)?.label;
  return label && headingName(label.replace(/:$/, ''));
}
