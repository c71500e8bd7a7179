import type { Family, FamilyFinding } from './families.ts';
import type { Sampled } from './sample.ts';
import { isQuiet, type Judged } from './verdicts.ts';

/** The number of findings in each family by rule and severity, and how many documents have any. */
export function familyTables(families: readonly Family[]): string {
  return families.map(familyTable).join('\n\n');
}

const SEVERITIES = ['error', 'warning', 'info', 'hint'] as const;

function familyTable({ name, documents }: Family): string {
  const findings = documents.flatMap((document) => document.findings);
  const clean = documents.filter((document) => document.findings.every(isQuiet)).length;
  const byRule = [...Map.groupBy(findings, ({ rule }) => rule)].sort(([a], [b]) => (a < b ? -1 : 1));
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
  const groups = [...Map.groupBy(judged, nameOf)].sort(([a], [b]) => (a < b ? -1 : 1));
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

/** Wrong and unhelpful findings in 100, each finding counted with its weight, for the judged findings and those left. */
function rates(judged: readonly Judged[]): string {
  const counted = judged.filter(({ verdict }) => ['true', 'wrong', 'unhelpful'].includes(verdict));
  const left = counted.filter(
    (each) => isLeft(each) || (each.verdict === 'true' && each.fate.kind === 'quieter'),
  );
  const lost = share(
    counted.filter(({ verdict }) => verdict === 'true'),
    ({ fate }) => fate.kind === 'gone',
  );
  return [
    'In 100, by weight',
    row('', ['wrong', 'unhelpful']),
    row('as judged', rate(counted)),
    row('of those left', rate(left)),
    `Of the findings judged true, ${lost} in 100 are lost.`,
  ].join('\n');
}

/** Rates for a sample that has just been judged. */
export function rate(judged: readonly Judged[]): string[] {
  return ['wrong', 'unhelpful'].map((word) => share(judged, ({ verdict }) => verdict === word));
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

/** A sample as a file of verdicts in which the verdicts and reasons are still to be written. */
export function verdictRows(sampled: readonly Sampled[]): string {
  const rows = sampled.map(({ finding, weight }) => {
    const { document, line, rule, severity, message } = finding;
    return [document.family, document.path, line, rule, severity, weight.toFixed(2), '', '', message].join(
      '\t',
    );
  });
  return `family\tdocument\tline\trule\tseverity\tweight\tverdict\treason\tmessage\n${rows.join('\n')}\n`;
}
