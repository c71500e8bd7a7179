import { readTemplateDirective } from '../../structure/directives.ts';
import { readPhaseMarker } from '../../structure/phase-marker.ts';
import type { Range } from '../../text/range.ts';
import { lookBehind, type Place, repeats } from './place.ts';

/** What an entry takes the place of; `undefined` inside a comment that is the author's. */
export function commentAround(place: Place, entry: string): Range | undefined {
  const { before, after, lineStart } = place;
  const opening = before.indexOf('<');
  const whole = /^<!--((?:(?!-->).)*)-->/.exec(before.slice(opening) + after);
  const body = whole?.[1] ?? '';
  const marker = readPhaseMarker(body);
  const isTools =
    (marker !== undefined && marker !== 'malformed') || readTemplateDirective(body) !== undefined;
  const words = before.slice(opening).replace(/(?<![\p{L}\p{M}\p{N}])[\p{L}\p{M}\p{N}]+$/u, '');
  if (!isTools && !repeats(entry, words)) return undefined;
  // Editors close `<` and `<!--` by themselves; what they added is replaced.
  const { end, isOurs } = lookBehind(
    place,
    /^[^>]*?(?:(?:--)?>|$)/,
    (words) => isTools || repeats(entry, words),
  );
  return isOurs ? { start: lineStart + opening, end } : undefined;
}
