import { distance } from 'fastest-levenshtein';
import { leafSource, leavesOf } from '../markdown/markdown.ts';
import type { Passage } from '../markdown/passage.ts';
import { readField } from '../structure/field.ts';
import { headingName } from '../structure/heading.ts';
import type { Section } from '../structure/sections.ts';
import type { TemplateSection } from '../template/template.ts';
import { recall } from '../text/memory.ts';

/**
 * Whether a nested section is written in the text of the section around it, below a label instead of a heading:
 * `**Goals:** …`. Labels are often reworded, so that a near miss will do.
 */
export function standsAsLabel({ own: { body } }: Section, { names }: TemplateSection): boolean {
  const labels = labelsIn(body.passage);
  return labels.some((label) => names.some((name) => distance(label, name) <= name.length / 4));
}

export function labelsIn({ text, blocks, memory }: Passage): readonly string[] {
  return recall(memory, labelsIn, blocks, () =>
    leavesOf(blocks).flatMap((leaf) => {
      const label = leaf.kind === 'paragraph' ? readLabel(leafSource(text, leaf)) : undefined;
      return label ? [label] : [];
    }),
  );
}

function readLabel(source: string): string | undefined {
  const strong = /^(\*\*|__)(.+?)\1/s.exec(source)?.[2];
  const label = strong ?? readField(source)?.label;
  return label && headingName(label.replace(/:$/, ''));
}
