import type { Recognition } from '../document/recognize.ts';
import type { Finding } from '../rules/check.ts';
import type { LocatedProblem } from '../template/template-file.ts';
import type { Range } from '../text/range.ts';

/** Findings that come of no rule: they have no page, and cannot be turned off. */

export function problemFinding(rule: string, { start, end, message, isError }: LocatedProblem): Finding {
  return plainFinding(rule, isError ? 'error' : 'warning', message, { start, end });
}

/** A file that asks for a template by name is told if there is none, since nothing else in it can be judged. */
export function unknownTemplate(
  { name, start, end }: NonNullable<Recognition['unknownTemplate']>,
  known: readonly string[],
): Finding {
  const message = `There is no template “${name}”, so this file is not checked. The templates are: ${known.join(', ')}.`;
  return plainFinding('unknown-template', 'warning', message, { start, end });
}

export function plainFinding(
  rule: string,
  severity: Finding['severity'],
  message: string,
  { start, end }: Range,
): Finding {
  return { rule, severity, message, related: [], fixes: () => [], start, end };
}
