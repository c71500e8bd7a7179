import { EXIT, type ExitCode } from './io.ts';
import type { CheckResult, FindingResult } from './schema.ts';

/** How many findings there are of each severity. */
export type Counts = Readonly<Record<FindingResult['severity'], number>>;

export function countOf(findings: readonly Pick<FindingResult, 'severity'>[]): Counts {
  const counts = { error: 0, warning: 0, info: 0, hint: 0 };
  for (const { severity } of findings) counts[severity]++;
  return counts;
}

export function findingsOf({ files }: Pick<CheckResult, 'files'>): FindingResult[] {
  return files.flatMap(({ findings }) => findings);
}

/**
 * The exit code of a check: 2 if something could not be read or used, whatever was found; 1 if findings reach the
 * threshold, warnings are more than are allowed, or the baseline knows what is no longer found.
 */
export function exitCodeOf(result: Omit<CheckResult, 'exitCode'>): ExitCode {
  if (result.problems.length > 0) return EXIT.failed;
  const { error, warning, info } = countOf(findingsOf(result));
  const { failOn, maxWarnings, stale } = result;
  const allowed = maxWarnings ?? (failOn === 'error' ? Number.POSITIVE_INFINITY : 0);
  const fails = error > 0 || warning > allowed || (failOn === 'info' && info > 0) || stale.length > 0;
  return fails ? EXIT.findings : EXIT.clean;
}

/** Whether a finding is of a severity that fails the check. */
export function isFailing(
  { failOn }: Pick<CheckResult, 'failOn'>,
  { severity }: Pick<FindingResult, 'severity'>,
): boolean {
  const failing: readonly string[] = {
    error: ['error'],
    warning: ['error', 'warning'],
    info: ['error', 'warning', 'info'],
  }[failOn];
  return failing.includes(severity);
}
