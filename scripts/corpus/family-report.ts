import type { Family, FamilyFinding } from './families.ts';
import { grouped } from './grouped.ts';
import type { Sampled } from './sample.ts';
import { isQuiet, type Judged, type Verdict, verdictOn } from './verdicts.ts';

/** The number of findings in each family by rule and severity, and how many documents have any. */
export function familyTables(families: readonly Family[]): string {
  return families.map(familyTable).join('\n\n');
}

const SEVERITIES = ['error', 'warning', 'info', 'hint'] as const;

function familyTable({ name, documents }: Family): string {
  const findings = documents.flatMap((document) => document.findings);
  const clean = documents.filter((document) => document.findings.every(isQuiet)).length;
  const byRule = grouped(findings, ({ rule }) => rule);
  const cells = (of: readonly FamilyFinding[]): number[] => [
    ...SEVERITIES.map((severity) => of.filter((each) => each.severity === severity).length),
    new Set(of.map(({ document }) => document)).size,
  ];
  return [
    `${name}: ${documents.length} documents, ${clean} of them without errors and warnings`,
    row('', [...SEVERITIES, 'documents']),
    ...byRule.map(([rule, of]) => row(rule, cells(of))),
    row('all', cells(findings)),
  ].join('\n');
}

function row(name: string, cells: readonly (string | number)[]): string {
  return name.padEnd(24) + cells.map((cell) => String(cell).padStart(10)).join('');
}

/** What became of judged findings: tables by family and by rule, the ones to look at, and rates. */
export function comparison(judged: readonly Judged[]): string {
  const here = judged.filter(({ fate }) => fate.kind !== 'absent');
  const isTrue = ({ verdict }: Judged): boolean => verdict === 'true';
  const isBad = ({ verdict }: Judged): boolean => verdict === 'wrong' || verdict === 'unhelpful';
  const list = (title: string, of: readonly Judged[]): string =>
    [`${title}: ${of.length}`, ...of.map(line)].join('\n');
  return [
    `${here.length} judged findings; the documents of ${judged.length - here.length} others are not here`,
    fateTable(here, ({ family }) => family),
    fateTable(here, ({ rule }) => rule),
    list(
      'True and no longer reported',
      here.filter((each) => isTrue(each) && each.fate.kind === 'gone'),
    ),
    list(
      'True and now information or a hint',
      here.filter((each) => isTrue(each) && each.fate.kind === 'quieter'),
    ),
    list(
      'True and now reported by another rule',
      here.filter((each) => isTrue(each) && each.fate.kind === 'changed'),
    ),
    list(
      'Wrong or unhelpful and still reported',
      here.filter((each) => isBad(each) && isLeft(each)),
    ),
    rates(here),
  ].join('\n\n');
}

/** Whether a finding is still an error or a warning, of the same rule or of another. */
function isLeft({ fate }: Judged): boolean {
  return fate.kind === 'kept' || (fate.kind === 'changed' && !isQuiet(fate.finding));
}

const FATES = ['kept', 'quieter', 'changed', 'gone'] as const;

function fateTable(judged: readonly Judged[], nameOf: (judged: Judged) => string): string {
  const groups = grouped(judged, nameOf);
  const cells = (of: readonly Judged[]): number[] => {
    const count = (verdict: string, isCounted: (each: Judged) => boolean): number =>
      of.filter((each) => each.verdict === verdict && isCounted(each)).length;
    return [
      ...FATES.map((kind) => count('true', ({ fate }) => fate.kind === kind)),
      ...['wrong', 'unhelpful'].flatMap((verdict) => [count(verdict, () => true), count(verdict, isLeft)]),
    ];
  };
  return [
    row('', [
      ...FATES.map((kind) => (kind === 'kept' ? 'true: kept' : kind)),
      'wrong',
      'left',
      'unhelpful',
      'left',
    ]),
    ...groups.map(([name, of]) => row(name, cells(of))),
    row('all', cells(judged)),
  ].join('\n');
}

function line({ family, document, place, rule, message, verdict, reason, fate }: Judged): string {
  const now =
    fate.kind === 'gone' || fate.kind === 'absent'
      ? ''
      : `\n    now line ${fate.finding.line}, ${fate.finding.severity} ${fate.finding.rule}: ${fate.finding.message}`;
  return `- ${family}/${document}:${place} ${rule}, ${verdict}${reason && ` (${reason})`}: ${message}${now}`;
}

/**
 * Wrong and unhelpful findings in 100, each counted with its weight: as judged, and of those left. True findings that
 * became quieter are left; wrong and unhelpful ones are not.
 */
function rates(judged: readonly Judged[]): string {
  const counted = judged.filter(({ verdict }) => ['true', 'wrong', 'unhelpful'].includes(verdict));
  const cells = (of: readonly Judged[]): string[] => {
    const left = of.filter((each) => isLeft(each) || (each.verdict === 'true' && each.fate.kind !== 'gone'));
    return [of, left].flatMap((some) =>
      ['wrong', 'unhelpful'].map((word) => share(some, ({ verdict }) => verdict === word)),
    );
  };
  const rows = (nameOf: (each: Judged) => string): string[] =>
    grouped(counted, nameOf).map(([name, of]) => row(name, cells(of)));
  const lost = share(
    counted.filter(({ verdict }) => verdict === 'true'),
    ({ fate }) => fate.kind === 'gone',
  );
  return [
    'In 100 findings, by weight: as judged, and of those left',
    row('', ['wrong', 'unhelpful', 'wrong', 'unhelpful']),
    ...rows(({ family }) => family),
    '',
    ...rows(({ rule }) => rule),
    '',
    row('all', cells(counted)),
    `Of 100 findings judged true, ${lost} are no longer reported.`,
  ].join('\n');
}

function share(judged: readonly Judged[], isCounted: (each: Judged) => boolean): string {
  const weigh = (of: readonly Judged[]): number => of.reduce((sum, { weight }) => sum + weight, 0);
  const all = weigh(judged);
  return all === 0 ? '-' : ((100 * weigh(judged.filter(isCounted))) / all).toFixed(1);
}

/** A sample to read: each finding with the lines around it and the template's lines for the section. */
export function sampleText(sampled: readonly Sampled[]): string {
  return sampled.map(({ finding, weight }, index) => excerpt(finding, weight, index + 1)).join('\n\n');
}

const LINES_BEFORE = 4;
const LINES_AFTER = 10;
const TEMPLATE_LINES = 15;

function excerpt(finding: FamilyFinding, weight: number, number: number): string {
  const { document, line, rule, severity, message } = finding;
  const from = Math.max(1, line - LINES_BEFORE);
  const around = document.lines.slice(from - 1, line + LINES_AFTER).map((text, index) => {
    const at = from + index;
    return `${at === line ? '>' : ' '}${String(at).padStart(5)} ${text}`;
  });
  const template = finding.templateLines().filter((text) => text.trim() !== '');
  return [
    `[${number}] ${document.family}/${document.path}:${line} ${severity} ${rule}, stands for ${weight.toFixed(1)}`,
    message,
    ...around,
    ...(HEADING_RULES.has(rule) ? [`  headings: ${headings(document.lines).join(' | ')}`] : []),
    ...template.slice(0, TEMPLATE_LINES).map((text) => `  template ${text}`),
  ].join('\n');
}

/** The rules whose findings can only be judged with all headings of the document. */
const HEADING_RULES: ReadonlySet<string> = new Set([
  ...['missing-section', 'duplicate-section', 'misplaced-section', 'misspelled-heading'],
  ...['wrong-heading-level', 'missing-title', 'multiple-titles'],
]);

/** The lines that look like headings, with their numbers. */
function headings(lines: readonly string[]): string[] {
  return lines.flatMap((text, index) => (/^#{1,6} /.test(text) ? [`${index + 1} ${text}`] : []));
}

/** A sample as a file of verdicts. Those that are not known are still to be written. */
export function verdictRows(sampled: readonly Sampled[], known: readonly Verdict[]): string {
  const rows = sampled.map(({ finding, weight }) => {
    const { document, line, rule, message } = finding;
    const { verdict = '', reason = '' } = verdictOn(finding, known) ?? {};
    const place = [document.family, document.path, line, rule];
    return [...place, weight.toFixed(2), verdict, reason, message].join('\t');
  });
  return `family\tdocument\tline\trule\tweight\tverdict\treason\tmessage\n${rows.join('\n')}\n`;
}
