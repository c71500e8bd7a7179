import { keepsBlocks } from '../../markdown/keeps-blocks.ts';
import { type Markdown, parseMarkdown } from '../../markdown/markdown.ts';
import type { Finding } from '../../rules/check.ts';
import { differences } from '../../text/difference.ts';
import { applyEdits, type TextEdit } from '../../text/range.ts';
import type { Action } from './action.ts';

/** A fix can cause other findings, because a level decides what is checked. This is more rounds than that needs. */
const MOST_ROUNDS = 8;

/** One action that applies safe fixes until none is left. `find` returns the findings of a text. */
export function fixAll(markdown: Markdown, find: (markdown: Markdown) => readonly Finding[]): Action[] {
  let now = markdown;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const edits = safeEdits(find(now));
    if (edits.length === 0 || !keepsBlocks(now, edits)) break;
    now = parseMarkdown(applyEdits(now.text, edits));
  }
  const edits = differences(markdown.text, now.text);
  const title = 'Apply all safe fixes';
  return edits.length > 0 ? [{ kind: 'source.fixAll.designDocs', title, edits }] : [];
}

/** The edits of the safe fixes. Of fixes that touch each other, only the first is included. */
function safeEdits(findings: readonly Finding[]): TextEdit[] {
  const chosen: TextEdit[] = [];
  for (const finding of findings) {
    const fix = finding.safeFix?.();
    const isApart = fix?.edits.every(({ start, end }) =>
      chosen.every((each) => end < each.start || each.end < start),
    );
    if (fix && isApart) chosen.push(...fix.edits);
  }
  return chosen;
}
