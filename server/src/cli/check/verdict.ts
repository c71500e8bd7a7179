import { EXIT, type ExitCode } from '../io.ts';
import type { CheckResult, FindingResult } from '../schema.ts';

/** How many findings there are of each severity. */
export type Counts = Readonly<Record<FindingResult['severity'], number>>;

export function countOf(findings: readonly Pick<FindingResult, 'severity'>[]): Counts {
  const counts = { error: 0, warning: 0, info: 0, hint: 0 };
  for (const { severity } of findings) counts[severity]++;
  return counts;
}

export function findingsOf<F>({ files }: { readonly files: readonly Found<F>[] }): F[] {
  return files.flatMap(({ findings }) => findings);
}

interface Found<F> {
  readonly findings: readonly F[];
}

/** What a verdict is made of. */
type Judged = Pick<CheckResult, 'failOn' | 'maxWarnings'> & {
  readonly files: readonly Found<Pick<FindingResult, 'severity'>>[];
};

/**
 * The exit code of a check: 2 if something could not be read or used, whatever was found; 1 if findings reach the
 * threshold, warnings are more than are allowed, or the baseline knows what is no longer found.
 */
export function exitCodeOf(result: Judged & Pick<CheckResult, 'stale' | 'problems'>): ExitCode {
  if (result.problems.length > 0) return EXIT.failed;
  const failing = failingSeverities(result);
  const fails = result.stale.length > 0 || findingsOf(result).some(({ severity }) => failing.has(severity));
  return fails ? EXIT.findings : EXIT.clean;
}

/** The severities whose findings fail a check; warnings do so once there are more than are allowed. */
export function failingSeverities(result: Judged): ReadonlySet<FindingResult['severity']> {
  const { failOn, maxWarnings } = result;
  const allowed = maxWarnings ?? (failOn === 'error' ? Number.POSITIVE_INFINITY : 0);
  const failing = new Set<FindingResult['severity']>(['error']);
  if (countOf(findingsOf(result)).warning > allowed) failing.add('warning');
  if (failOn === 'info') failing.add('info');
  return failing;
}
