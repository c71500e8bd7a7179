import { failingSeverities } from '../check/verdict.ts';
import type { CheckResult, FileResult, FindingResult } from '../schema.ts';
import type { Format } from './format.ts';
import { otherProblems, staleInWords } from './words.ts';

/**
 * JUnit XML: a test suite for each file, with a test case for each finding, or one passing case if there are no
 * findings. A finding that does not fail the check is a passing case with its message as output. This does not use an
 * XML library: they write characters that XML forbids, or throw on them, and would not make the code shorter.
 */
export const format: Format = (result) => {
  const failing = failingSeverities(result);
  const suites = [
    ...problemSuite(result),
    ...result.files.map((file) => suite(file.path, casesOf(file, failing))),
    ...staleSuite(result),
  ];
  const all = countsOf(suites.flatMap(({ cases }) => cases));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: 'design-docs', ...all })}>`,
    ...suites.map(({ xml }) => xml),
    '</testsuites>\n',
  ].join('\n');
};

interface Case {
  readonly name: string;
  readonly file: string | undefined;
  readonly line?: number;
  readonly outcome: 'passed' | 'failure' | 'error';
  readonly message?: string;
  readonly type?: string;
  /** Details below the message. */
  readonly text?: string;
}

function casesOf(file: FileResult, failing: ReadonlySet<FindingResult['severity']>): Case[] {
  const { path, findings } = file;
  if (findings.length === 0) return [{ name: 'has no findings', file: path, outcome: 'passed' }];
  return findings.map(({ rule, severity, start, message, line, help }) => ({
    name: `${rule} at ${start.line}:${start.column}`,
    file: path,
    line: start.line,
    outcome: failing.has(severity) ? 'failure' : 'passed',
    message,
    type: severity,
    text: [`${path}:${start.line}:${start.column} ${severity} ${rule}`, message, line, help]
      .filter((each) => each !== undefined)
      .join('\n'),
  }));
}

function problemSuite(result: CheckResult): Suite[] {
  const cases = otherProblems(result).map(
    ({ path, message }): Case => ({
      name: path ?? 'design-docs',
      file: path,
      outcome: 'error',
      message,
      type: 'problem',
      text: message,
    }),
  );
  return cases.length > 0 ? [suite('problems', cases)] : [];
}

function staleSuite({ stale }: CheckResult): Suite[] {
  const cases = stale.map((each): Case => {
    const message = staleInWords(each);
    const name = `${each.rule} in ${each.path}`;
    return { name, file: each.path, outcome: 'failure', message, type: 'stale', text: message };
  });
  return cases.length > 0 ? [suite('baseline', cases)] : [];
}

interface Suite {
  readonly cases: readonly Case[];
  readonly xml: string;
}

function suite(name: string, cases: readonly Case[]): Suite {
  const start = `  <testsuite${attributes({ name, ...countsOf(cases) })}>`;
  return { cases, xml: [start, ...cases.map((each) => caseXml(name, each)), '  </testsuite>'].join('\n') };
}

function countsOf(cases: readonly Case[]): { tests: number; failures: number; errors: number } {
  const count = (wanted: Case['outcome']): number => cases.filter(({ outcome }) => outcome === wanted).length;
  return { tests: cases.length, failures: count('failure'), errors: count('error') };
}

function caseXml(suiteName: string, { name, file, line, outcome, message, type, text }: Case): string {
  const start = `    <testcase${attributes({ name, classname: suiteName, file, line })}`;
  if (text === undefined) return `${start}/>`;
  const body =
    outcome === 'passed'
      ? `<system-out>${escapeXml(text)}</system-out>`
      : `<${outcome}${attributes({ message, type })}>${escapeXml(text)}</${outcome}>`;
  return `${start}>\n      ${body}\n    </testcase>`;
}

function attributes(values: Readonly<Record<string, string | number | undefined>>): string {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value)).replace(/[\t\n\r]/g, reference)}"`)
    .join('');
}

function reference(character: string): string {
  return `&#${character.charCodeAt(0)};`;
}

/** Escapes text for XML. Characters that XML forbids, such as control characters, become U+FFFD. */
function escapeXml(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: the control characters are removed here.
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '\uFFFD')
      .replace(/[&<>"\r]/g, reference)
  );
}
