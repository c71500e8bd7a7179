import { countOf, failingSeverities, findingsOf } from '../check/verdict.ts';
import type { CheckResult, FileResult, FindingResult, Problem, Stale } from '../schema.ts';

/** Text from a document or a file's name without what a terminal would take as a command. */
export function plain(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is control characters that have to go.
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '\uFFFD');
}

/** What a file is, behind its name. */
export function titleOf({ kind, template, level }: Pick<FileResult, 'kind' | 'template' | 'level'>): string {
  const facts = [kind === 'document' ? undefined : kind, template, level].filter(
    (fact) => fact !== undefined,
  );
  return facts.length > 0 ? ` (${facts.join(', ')})` : '';
}

/** A result without the findings that do not fail it, for those who want to see nothing else. */
export function onlyFailing(result: CheckResult): CheckResult {
  const failing = failingSeverities(result);
  const files = result.files.map((file) => ({
    ...file,
    findings: file.findings.filter(({ severity }) => failing.has(severity)),
  }));
  return { ...result, files };
}

const SEVERITIES = ['error', 'warning', 'info', 'hint'] as const;

/** The worst first. */
export function bySeverity(a: Pick<FindingResult, 'severity'>, b: Pick<FindingResult, 'severity'>): number {
  return SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity);
}

/** The problems that no finding tells, as findings in a config file do. */
export function otherProblems({ files, problems }: Pick<CheckResult, 'files' | 'problems'>): Problem[] {
  const told = new Set(
    files.flatMap(({ path, findings }) =>
      findings.map(({ start, message }) => `${path}:${start.line}:${start.column}: ${message}`),
    ),
  );
  return problems.filter(({ message }) => !told.has(message));
}

/** What is wrong about an entry of the baseline, and what to do. */
export function staleInWords({ message }: Stale): string {
  return `The baseline knows “${message}”, and nobody finds it any more. Take it out with --update-baseline.`;
}

/** The last line that something covers: what ends at the start of a line covers none of it. */
export function lastLine({ start, end }: Pick<FindingResult, 'start' | 'end'>): number {
  return end.column === 1 && end.line > start.line ? end.line - 1 : end.line;
}

/** “1 error, 2 warnings”; what there is none of is left out. */
export function countsInWords(
  findings: readonly { readonly severity: FileResult['findings'][number]['severity'] }[],
): string {
  const { error, warning, info, hint } = countOf(findings);
  const parts = [
    count(error, 'error'),
    count(warning, 'warning'),
    info > 0 && `${number(info)} information`,
    count(hint, 'hint'),
  ];
  return parts.filter((part) => part).join(', ') || 'no findings';
}

/** The result in a sentence or two. */
export function summaryOf(result: CheckResult): string {
  const { files, others, known, problems, stale } = result;
  const documents = files.filter(({ kind }) => kind === 'document');
  const withFindings = files.filter(({ findings }) => findings.length > 0);
  const findings = findingsOf(result);
  const fixable = findings.filter(({ fixes }) => fixes.some(({ safe }) => safe)).length;
  const where = findings.length > 0 && files.length > 1 ? ` in ${count(withFindings.length, 'file')}` : '';
  const facts = [
    `${countsInWords(findings)}${where}`,
    known > 0 && `${number(known)} known to the baseline`,
    stale.length > 0 && `${number(stale.length)} no longer found`,
    problems.length > 0 && `${count(problems.length, 'problem')}`,
  ];
  const checked = count(documents.length, 'design document') || 'No design document';
  const beside = others > 0 ? ` among ${count(documents.length + others, 'Markdown file')}` : '';
  const mend = fixable > 0 ? ` --fix mends ${number(fixable)}.` : '';
  return `${checked}${beside}: ${facts.filter((fact) => fact).join('; ')}.${mend}`;
}

function count(amount: number, what: string): string | false {
  return amount > 0 && `${number(amount)} ${what}${amount === 1 ? '' : 's'}`;
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}
