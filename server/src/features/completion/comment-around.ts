import { readTemplateDirective } from '../../structure/directives.ts';
import { readPhaseMarker } from '../../structure/phase-marker.ts';
import type { Range } from '../../text/range.ts';
import { type CursorContext, repeats, replacedAfter } from './place.ts';

/** The range that a comment completion replaces; `undefined` inside a comment with the author's own text. */
export function commentAround(cursor: CursorContext, entry: string): Range | undefined {
  const { before, after, lineStart } = cursor;
  const opening = before.indexOf('<');
  const whole = /^<!--((?:(?!-->).)*)-->/.exec(before.slice(opening) + after);
  const body = whole?.[1] ?? '';
  const marker = readPhaseMarker(body);
  const isDirective =
    (marker !== undefined && marker !== 'malformed') || readTemplateDirective(body) !== undefined;
  const words = before.slice(opening).replace(/(?<![\p{L}\p{M}\p{N}])[\p{L}\p{M}\p{N}]+$/u, '');
  if (!isDirective && !repeats(entry, words)) return undefined;
  // Editors close `<` and `<!--` automatically. Replace the closing characters too.
  const { end, replacesAll } = replacedAfter(
    cursor,
    /^[^>]*?(?:(?:--)?>|$)/,
    (words) => isDirective || repeats(entry, words),
  );
  return replacesAll ? { start: lineStart + opening, end } : undefined;
}
