import { distance } from 'fastest-levenshtein';
import { leafSource, leavesOf } from '../markdown/markdown.ts';
import type { Passage } from '../markdown/passage.ts';
import { readField } from '../structure/field.ts';
import { headingName } from '../structure/heading.ts';
import type { SectionNode } from '../structure/sections.ts';
import type { TemplateSection } from '../template/template.ts';
import { memo } from '../text/memo.ts';

/**
 * Whether the parent of a missing section has its text under a label or a question instead of a heading: `**Goals:** …`.
 * Labels are often reworded, so a label that differs in up to a quarter of the letters counts.
 */
export function hasLabelFor({ part }: SectionNode, { names }: TemplateSection): boolean {
  const labels = labelsIn(part.body);
  return labels.some((label) =>
    names.some((name) => {
      const most = name.length / 4;
      return Math.abs(label.length - name.length) <= most && distance(label, name) <= most;
    }),
  );
}

const labelsIn = memo(({ text, blocks }: Passage): readonly string[] =>
  leavesOf(blocks).flatMap((leaf) => {
    const label = leaf.kind === 'paragraph' ? readLabel(leafSource(text, leaf)) : undefined;
    return label ? [label] : [];
  }),
);

function readLabel(source: string): string | undefined {
  const strong = /^(\*\*|__)(.+?)\1/s.exec(source)?.[2];
  const label = strong ?? readField(source)?.label ?? QUESTION.exec(source)?.[1];
  return label && headingName(label.replace(/:$/, ''));
}

/** A question on the first line, with or without emphasis. */
const QUESTION = /^[*_]?([^\n]*\?)[*_]?(?:\n|$)/;
