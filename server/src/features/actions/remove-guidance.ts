import { boundAt } from '../../document/document.ts';
import { removeLines } from '../../document/edits/whole-lines.ts';
import type { Markdown } from '../../markdown/markdown.ts';
import type { Range, TextEdit } from '../../text/range.ts';
import type { Action, Offer } from './action.ts';

const RULE = 'leftover-guidance';

/** At a line of leftover guidance: remove all such lines from the section. */
export const offerGuidanceRemoval: Offer = (document, _, findings, all) => {
  const first = findings.find(({ rule }) => rule === RULE);
  const section = first && boundAt(document, first.start);
  if (!section) return [];
  const single = all.flatMap((finding) => {
    const isHere = finding.rule === RULE && boundAt(document, finding.start) === section;
    return isHere ? (finding.fixes()[0]?.edits ?? []) : [];
  });
  const action: Action = {
    kind: 'quickfix',
    title: 'Remove all template text from this section',
    edits: removeTogether(document.markdown, single),
    preview: 'Removes template text',
  };
  return single.length > 1 ? [action] : [];
};

/** Merges adjacent edits, so that the blank lines around them are collapsed only once. */
function removeTogether(markdown: Markdown, edits: readonly TextEdit[]): TextEdit[] {
  const { text } = markdown;
  const stretches: Range[] = [];
  for (const { start, end } of edits.toSorted((a, b) => a.start - b.start)) {
    const last = stretches.at(-1);
    if (!last || last.end < start) stretches.push({ start, end });
    else stretches.splice(-1, 1, { start: last.start, end: Math.max(last.end, end) });
  }
  return stretches.flatMap(({ start, end }) => {
    const lines = text.slice(start, end);
    const first = start + lines.length - lines.trimStart().length;
    return removeLines(markdown, { start: first, end: start + lines.trimEnd().length });
  });
}
