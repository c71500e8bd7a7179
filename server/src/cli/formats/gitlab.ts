import { createHash } from 'node:crypto';
import { fingerprintIn } from './fingerprint.ts';
import type { Format } from './format.ts';
import { lastLine, otherProblems, staleInWords } from './words.ts';

/**
 * An issue in a GitLab Code Quality report. GitLab uses the fingerprints to find the issues that a merge request adds
 * or resolves.
 */
interface Issue {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: 'info' | 'minor' | 'major' | 'critical' | 'blocker';
  readonly location: {
    readonly path: string;
    readonly lines: { readonly begin: number; readonly end: number };
  };
}

export const format: Format = (result) => {
  const findings = result.files.flatMap((file) =>
    file.findings.map((finding): Issue => {
      const { message, rule, severity, start } = finding;
      const lines = { begin: start.line, end: lastLine(finding) };
      return {
        description: message,
        check_name: rule,
        fingerprint: fingerprintIn(file, finding),
        severity: SEVERITIES[severity],
        location: { path: file.path, lines },
      };
    }),
  );
  // GitLab does not show issues without a file.
  const problems = otherProblems(result).flatMap(({ path, message }) =>
    path === undefined ? [] : ofFile(path, 'problem', 'blocker', message),
  );
  const stale = result.stale.map((each) => ofFile(each.path, each.rule, 'minor', staleInWords(each)));
  return `${JSON.stringify([...problems.flat(), ...findings, ...unique(stale)], undefined, 2)}\n`;
};

const SEVERITIES = { error: 'major', warning: 'minor', info: 'info', hint: 'info' } as const;

function ofFile(path: string, name: string, severity: Issue['severity'], description: string): Issue {
  const fingerprint = createHash('sha256').update(`${path}\n${name}\n${description}`).digest('hex');
  return {
    description,
    check_name: name,
    fingerprint,
    severity,
    location: { path, lines: { begin: 1, end: 1 } },
  };
}

function unique(issues: readonly Issue[]): Issue[] {
  return [...new Map(issues.map((issue) => [issue.fingerprint, issue])).values()];
}
