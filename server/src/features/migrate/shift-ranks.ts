import { shiftAllRanks } from '../../document/edits/headings.ts';
import type { Markdown } from '../../markdown/markdown.ts';
import { readOutline } from '../../structure/sections.ts';
import { leftAlone, type Plan, type Step } from './step.ts';

/** Shifts all headings that are too deep or too high by the same number of levels, if the nesting stays the same. */
export const shiftRanks: Step = ({ document, findings }): Plan => {
  const found = findings.filter(({ rule }) => rule === 'wrong-heading-level');
  const { binding, markdown, outline } = document;
  const titleAt = (start: number): string =>
    outline.sections.find(({ heading }) => heading.start === start)?.title ?? '';
  const { shift } = binding;
  if (shift === 0 || binding.isShiftFine)
    return {
      changes: [],
      notes: found.map(({ start }) =>
        leftAlone(titleAt(start), 'its heading level differs from the template’s'),
      ),
    };
  if (found.length === 0) return { changes: [], notes: [] };
  const edits = shiftAllRanks(document, -shift);
  const title = outline.sections.findIndex(
    (section) => section.rank === 1 && !binding.templates.has(section),
  );
  const isSame = nesting(markdown, title).join() === nesting(markdown.edit(edits), title).join();
  return isSame
    ? { changes: [{ about: 'Heading levels', edits }], notes: [] }
    : { changes: [], notes: [leftAlone('Heading levels', 'a change would nest sections differently')] };
};

/** The index of each section's parent, or -1 for none. The title does not count as a parent. */
function nesting(markdown: Markdown, title: number): number[] {
  const { sections } = readOutline(markdown);
  return sections.map(({ parent }) => {
    const around = parent ? sections.indexOf(parent) : -1;
    return around === title ? -1 : around;
  });
}
