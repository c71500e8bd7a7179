import { keepsBlocks } from '../../markdown/keeps-blocks.ts';
import { type Markdown, parseMarkdown } from '../../markdown/markdown.ts';
import type { Finding } from '../../rules/check.ts';
import { differences } from '../../text/difference.ts';
import { applyEdits, type TextEdit } from '../../text/range.ts';
import type { Action } from './action.ts';

/** A fix may bring out another: a level makes markers judged. More rounds than that takes. */
const MOST_ROUNDS = 8;

/** All safe fixes at once, so often that none is left; `find` gives the findings of a text. */
export function fixAll(markdown: Markdown, find: (markdown: Markdown) => readonly Finding[]): Action[] {
  let now = markdown;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const edits = safeEdits(find(now));
    if (edits.length === 0 || !keepsBlocks(now, edits)) break;
    now = parseMarkdown(applyEdits(now.text, edits));
  }
  const edits = differences(markdown.text, now.text);
  const title = 'Fix all that can be fixed safely';
  return edits.length > 0 ? [{ kind: 'source.fixAll.designDocs', title, edits }] : [];
}

/** The edits of the safe fixes, of those that would touch each other only the first. */
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
