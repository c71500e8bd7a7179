import { EXIT, type ExitCode } from '../io.ts';
import type { CheckResult, FindingResult } from '../schema.ts';

/** The number of findings by severity. */
export type Counts = Readonly<Record<FindingResult['severity'], number>>;

export function countOf(findings: readonly Pick<FindingResult, 'severity'>[]): Counts {
  const counts = { error: 0, warning: 0, info: 0, hint: 0 };
  for (const { severity } of findings) counts[severity]++;
  return counts;
}

export function findingsOf<F>({ files }: { readonly files: readonly WithFindings<F>[] }): F[] {
  return files.flatMap(({ findings }) => findings);
}

interface WithFindings<F> {
  readonly findings: readonly F[];
}

/** The data that determines which findings fail a check. */
type FailureCriteria = Pick<CheckResult, 'failOn' | 'maxWarnings'> & {
  readonly files: readonly WithFindings<Pick<FindingResult, 'severity'>>[];
};

/**
 * The exit code of a check: 2 if there is a problem; 1 if a finding fails the check or a baseline entry no longer
 * occurs; otherwise 0.
 */
export function exitCodeOf(result: FailureCriteria & Pick<CheckResult, 'stale' | 'problems'>): ExitCode {
  if (result.problems.length > 0) return EXIT.failed;
  const failing = failingSeverities(result);
  const fails = result.stale.length > 0 || findingsOf(result).some(({ severity }) => failing.has(severity));
  return fails ? EXIT.findings : EXIT.clean;
}

/**
 * The severities whose findings fail a check: errors, infos if `--fail-on` is `info`, and warnings if there are more
 * than allowed.
 */
export function failingSeverities(result: FailureCriteria): ReadonlySet<FindingResult['severity']> {
  const { failOn, maxWarnings } = result;
  const allowed = maxWarnings ?? (failOn === 'error' ? Number.POSITIVE_INFINITY : 0);
  const failing = new Set<FindingResult['severity']>(['error']);
  if (countOf(findingsOf(result)).warning > allowed) failing.add('warning');
  if (failOn === 'info') failing.add('info');
  return failing;
}
