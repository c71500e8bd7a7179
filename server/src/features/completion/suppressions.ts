import type { DesignDocument } from '../../document/document.ts';
import { findSuppressions } from '../../document/suppressions.ts';
import type { Finding } from '../../rules/check.ts';
import { RULES } from '../../rules/index.ts';
import { readOutline } from '../../structure/sections.ts';
import type { Range } from '../../text/range.ts';
import type { Completion } from './entry.ts';
import type { CursorContext } from './place.ts';

/**
 * The rules that a suppression can name: first those with findings in the range that it covers, then those with findings
 * elsewhere in the file. `undefined` if the cursor is not at a rule name. The cursor's line is blank in `document`.
 */
export function completeSuppressions(
  document: DesignDocument,
  cursor: CursorContext,
  findings: () => readonly Finding[],
): readonly Completion[] | undefined {
  const typed = /^ {0,3}<!--\s*design-docs-disable((?:[\s,]+[\w-]+)*[\s,]+)([\w-]*)$/.exec(cursor.before);
  if (!typed) return undefined;
  const [, names = '', word = ''] = typed;
  const rest = word === '' ? '' : (/^[\w-]*/.exec(cursor.after)?.[0] ?? '');
  const after = cursor.after.slice(rest.length);
  const gap = /^[\w-]/.test(after) ? ' ' : '';
  // At the end of the comment, the completion also adds the reason and closes the comment.
  const isLast = /^[ \t]*(?:(?:--)?>[ \t]*)?$/.test(after);
  const named = new Set([...names.split(/[\s,]+/), ...(/^[^:>]*/.exec(after)?.[0].split(/[\s,]+/) ?? [])]);
  const covered = coveredBy(document, cursor);
  const found = findings();
  const here = new Set(found.filter((finding) => isWithin(finding, covered)).map(({ rule }) => rule));
  const anywhere = new Set(found.map(({ rule }) => rule));
  const rank = (id: string): number => (here.has(id) ? 0 : anywhere.has(id) ? 1 : 2);
  const where = ['reported here', 'reported in this file', ''];
  return RULES.map(({ id }) => id)
    .filter((id) => !named.has(id))
    .toSorted((a, b) => rank(a) - rank(b))
    .map((id) => ({
      kind: 'rule',
      label: id,
      detail: where[rank(id)] ?? '',
      documentation: { kind: 'rule', id },
      edit: {
        start: cursor.offset - word.length,
        end: cursor.offset + (isLast ? cursor.after.trimEnd().length : rest.length),
        newText: isLast ? `${id}: \${1:reason} -->` : id + gap,
      },
      filterText: id,
    }));
}

/** The range that the finished suppression would cover; `undefined` if nothing follows it. */
function coveredBy(
  { markdown }: DesignDocument,
  { lineStart, offset, after }: CursorContext,
): Range | undefined {
  const end = offset + after.length;
  const newText = '<!-- design-docs-disable x -->';
  const written = markdown.edit([{ start: lineStart, end, newText }]);
  const all = findSuppressions(written, readOutline(written));
  const covers = all.find(({ comment }) => comment.start === lineStart)?.covers;
  const shift = newText.length - (end - lineStart);
  const back = (at: number): number => (at <= lineStart ? at : at - shift);
  return covers && { start: back(covers.start), end: back(covers.end) };
}

function isWithin({ start, end }: Range, covered: Range | undefined): boolean {
  return covered !== undefined && covered.start <= start && end <= covered.end;
}
