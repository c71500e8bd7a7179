import type { DesignDocument } from '../../document/document.ts';
import { findSuppressions } from '../../document/suppressions.ts';
import type { Finding } from '../../rules/check.ts';
import { RULES } from '../../rules/index.ts';
import { readOutline } from '../../structure/sections.ts';
import type { Range } from '../../text/range.ts';
import type { Completion } from './entry.ts';
import type { Place } from './place.ts';

/**
 * The rules that a suppression can name, those first that report in what it covers, then those that report elsewhere;
 * `undefined` where no rule is to be named. The line of the cursor counts as blank in the document.
 */
export function completeSuppressions(
  document: DesignDocument,
  place: Place,
  findings: () => readonly Finding[],
): readonly Completion[] | undefined {
  const typed = /^ {0,3}<!--\s*design-docs-disable((?:[\s,]+[\w-]+)*[\s,]+)([\w-]*)$/.exec(place.before);
  if (!typed) return undefined;
  const [, names = '', word = ''] = typed;
  // In front of a word nothing of it is being typed.
  const rest = word === '' ? '' : (/^[\w-]*/.exec(place.after)?.[0] ?? '');
  const behind = place.after.slice(rest.length);
  const gap = /^[\w-]/.test(behind) ? ' ' : '';
  // Where nothing stands behind it, the reason is still to be given and the comment to be closed.
  const isLast = /^[ \t]*(?:(?:--)?>[ \t]*)?$/.test(behind);
  const named = new Set([...names.split(/[\s,]+/), ...(/^[^:>]*/.exec(behind)?.[0].split(/[\s,]+/) ?? [])]);
  const covered = coveredBy(document, place);
  const found = findings();
  const here = new Set(found.filter((finding) => isWithin(finding, covered)).map(({ rule }) => rule));
  const anywhere = new Set(found.map(({ rule }) => rule));
  const rank = (id: string): number => (here.has(id) ? 0 : anywhere.has(id) ? 1 : 2);
  const where = ['reports here', 'reports in this file', ''];
  return RULES.map(({ id }) => id)
    .filter((id) => !named.has(id))
    .toSorted((a, b) => rank(a) - rank(b))
    .map((id) => ({
      kind: 'rule',
      label: id,
      detail: where[rank(id)] ?? '',
      documentation: { kind: 'rule', id },
      edit: {
        start: place.offset - word.length,
        end: place.offset + (isLast ? place.after.trimEnd().length : rest.length),
        newText: isLast ? `${id}: \${1:reason} -->` : id + gap,
      },
      filterText: id,
    }));
}

/** What the suppression would cover if it were written; nothing if nothing follows. */
function coveredBy({ markdown }: DesignDocument, { lineStart, offset, after }: Place): Range | undefined {
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
