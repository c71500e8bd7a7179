import type { Recognition } from '../document/recognize.ts';
import type { Finding } from '../rules/check.ts';
import type { LocatedProblem } from '../template/template-file.ts';
import type { Range } from '../text/range.ts';

/** Findings that do not come from a rule. They have no documentation page and cannot be turned off. */

export function problemFinding(rule: string, { start, end, message, isError }: LocatedProblem): Finding {
  return plainFinding(rule, isError ? 'error' : 'warning', message, { start, end });
}

/** The finding for a file that names a template that does not exist. Nothing else in the file can be checked. */
export function unknownTemplate(
  { name, start, end }: NonNullable<Recognition['unknownTemplate']>,
  known: readonly string[],
): Finding {
  const message = `Template “${name}” does not exist, so this file is not checked. Available templates: ${known.join(', ')}.`;
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
