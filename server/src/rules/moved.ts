import { type Changed, movedRange } from '../markdown/changed.ts';
import type { Finding } from './check.ts';
import type { Related } from './rule.ts';

/**
 * The same findings after a change that none of them has to do with; `undefined` if it touches one. `again` finds all
 * of them anew, in the same order, for whoever asks how one is mended.
 */
export function movedFindings(
  findings: readonly Finding[],
  change: Changed,
  again: () => readonly Finding[],
): readonly Finding[] | undefined {
  const moved: Finding[] = [];
  for (const [nth, finding] of findings.entries()) {
    const { rule, severity, message, parts } = finding;
    const range = movedRange(finding, change);
    const related = finding.related.map((each) => (each.in === 'document' ? movedRange(each, change) : each));
    if (!range || !related.every((each) => each !== undefined)) return undefined;
    const { start, end } = range;
    moved.push({
      ...{ rule, severity, message, parts, start, end },
      related: related as readonly Related[],
      fixes: () => again()[nth]?.fixes() ?? [],
      safeFix: () => again()[nth]?.safeFix?.(),
    });
  }
  return moved;
}
