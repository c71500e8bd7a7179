import { countOf, failingSeverities, findingsOf } from '../check/verdict.ts';
import type { CheckResult, FileResult, FindingResult, Problem, Stale } from '../schema.ts';

/**
 * Replaces control characters and bidirectional formatting with U+FFFD. Text from documents and file names could
 * otherwise send commands to a terminal.
 */
export function sanitize(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the control characters are removed here.
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '\uFFFD');
}

/** The kind, template, and level of a file, to follow its name; empty if there is nothing to say. */
export function titleOf({ kind, template, level }: Pick<FileResult, 'kind' | 'template' | 'level'>): string {
  const facts = [kind === 'document' ? undefined : kind, template, level].filter(
    (fact) => fact !== undefined,
  );
  return facts.length > 0 ? ` (${facts.join(', ')})` : '';
}

/** A result without the findings that do not fail the check, for `--quiet`. */
export function onlyFailing(result: CheckResult): CheckResult {
  const failing = failingSeverities(result);
  const files = result.files.map((file) => ({
    ...file,
    findings: file.findings.filter(({ severity }) => failing.has(severity)),
  }));
  return { ...result, files };
}

const SEVERITIES = ['error', 'warning', 'info', 'hint'] as const;

/** Sorts the most severe first. */
export function bySeverity(a: Pick<FindingResult, 'severity'>, b: Pick<FindingResult, 'severity'>): number {
  return SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity);
}

/** The problems that are not also findings. Errors in config files are both. */
export function otherProblems({ files, problems }: Pick<CheckResult, 'files' | 'problems'>): Problem[] {
  const reported = new Set(
    files.flatMap(({ path, findings }) =>
      findings.map(({ start, message }) => `${path}:${start.line}:${start.column}: ${message}`),
    ),
  );
  return problems.filter(({ message }) => !reported.has(message));
}

/** The message for a baseline entry that no longer occurs. */
export function staleInWords({ message }: Stale): string {
  return `The baseline entry “${message}” no longer occurs. Remove it with --update-baseline.`;
}

/** The last line of a finding, 1-based. A finding that ends at the start of a line does not include that line. */
export function lastLine({ start, end }: Pick<FindingResult, 'start' | 'end'>): number {
  return end.column === 1 && end.line > start.line ? end.line - 1 : end.line;
}

/** “1 error, 2 warnings”; severities without findings are omitted. */
export function countsInWords(
  findings: readonly { readonly severity: FileResult['findings'][number]['severity'] }[],
): string {
  const { error, warning, info, hint } = countOf(findings);
  const parts = [
    count(error, 'error'),
    count(warning, 'warning'),
    count(info, 'info finding'),
    count(hint, 'hint'),
  ];
  return parts.filter((part) => part).join(', ') || 'no findings';
}

/** A summary of the result in one or two sentences. */
export function summaryOf(result: CheckResult): string {
  const { files, others, known, problems, stale } = result;
  const documents = files.filter(({ kind }) => kind === 'document');
  const withFindings = files.filter(({ findings }) => findings.length > 0);
  const findings = findingsOf(result);
  const fixable = findings.filter(({ fixes }) => fixes.some(({ safe }) => safe)).length;
  const where = findings.length > 0 && files.length > 1 ? ` in ${count(withFindings.length, 'file')}` : '';
  const rest = [
    known > 0 && `${number(known)} in the baseline`,
    stale.length > 0 && `${count(stale.length, 'baseline entry', 'baseline entries')} no longer found`,
    problems.length > 0 && count(problems.length, 'problem'),
  ];
  if (findings.length === 0 && files.every(({ kind }) => kind === 'candidate')) {
    const found = count(others + files.length, 'Markdown file');
    const why = found
      ? `${found} found, none is a design document`
      : problems.length === 0 && 'no Markdown files to check';
    return `Checked nothing: ${listed([why, ...rest])}.`;
  }
  const checked = count(documents.length, 'design document') || 'No design documents';
  const among = others > 0 ? ` among ${count(documents.length + others, 'Markdown file')}` : '';
  const fixes = fixable > 0 ? ` ${number(fixable)} can be fixed with --fix.` : '';
  return `${checked}${among}: ${listed([`${countsInWords(findings)}${where}`, ...rest])}.${fixes}`;
}

function listed(facts: readonly (string | false)[]): string {
  return facts.filter((fact) => fact).join('; ');
}

function count(amount: number, what: string, plural = `${what}s`): string | false {
  return amount > 0 && `${number(amount)} ${amount === 1 ? what : plural}`;
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}
