import { escapeMarkdown } from '../../features/progress/describe.ts';
import type { ReportedDocument, ReportResult } from '../schema.ts';
import type { ReportFormat } from './format.ts';
import {
  ageInWords,
  type Column,
  cellOf,
  cellText,
  columnsOf,
  historyInWords,
  leftInParts,
  levelInWords,
  nameOf,
  oneLine,
  summaryOf,
} from './words.ts';

/** A table of the documents and a list of what is left, as Markdown for GitHub and GitLab, such as a job's summary. */
export const format: ReportFormat = ({ result, now }) => {
  const left = result.documents.filter(({ ready }) => !ready);
  const parts = [
    '## Design documents',
    safe(summaryOf(result)),
    ...(result.documents.length > 0 ? [tableOf(result, now), LEGEND] : []),
    ...(left.length > 0 ? ['### What is left', ...left.map((each) => detailsOf(each, now))] : []),
    ...problemsOf(result),
  ];
  return `${parts.join('\n\n')}\n`;
};

const LEGEND =
  '✅: ready · **bold**: current phase · –: nothing required · (level): not set in the document, which is checked as this level.';

function tableOf(result: ReportResult, now: number): string {
  const { documents } = result;
  const columns = columnsOf(result);
  const hasHistory = documents.some(({ owner }) => owner !== undefined);
  const heads = [
    'Document',
    'Template',
    'Level',
    ...columns.map(({ phase, name }) => headOf(phase, name)),
    'Done',
    ...(hasHistory ? ['Owner', 'Unchanged'] : []),
  ];
  const rules = heads.map((_, index) => (index > 2 && index < columns.length + 4 ? '---:' : '---'));
  const rows = documents.map((document) => [
    `${safe(nameOf(document))}<br>${safe(document.path)}`,
    safe(document.template),
    safe(levelInWords(document)),
    ...columns.map((column) => cellIn(document, column)),
    `${document.done}/${document.total}${document.ready ? ' ✅' : ''}`,
    ...(hasHistory ? [safe(document.owner ?? ''), ageInWords(document.changed, now)] : []),
  ]);
  return [heads, rules, ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function headOf(phase: number | undefined, name: string | undefined): string {
  if (phase === undefined) return 'Other';
  return name === undefined || name === '' ? `Phase ${phase}` : `Phase ${phase}:<br>${safe(name)}`;
}

function cellIn(document: ReportedDocument, column: Column): string {
  const cell = cellOf(document, column);
  return cell?.isCurrent ? `**${cellText(cell)}**` : cellText(cell);
}

function detailsOf(document: ReportedDocument, now: number): string {
  const history = historyInWords(document, now);
  const lines = leftInParts(document).map(
    ({ head, items }) => `  - ${safe(head)}: ${items.map(safe).join(', ')}`,
  );
  const head = `- **${safe(nameOf(document))}** (${safe(document.path)})${history ? `: ${safe(history)}` : ''}`;
  return [head, ...lines].join('\n');
}

function problemsOf({ problems }: ReportResult): string[] {
  if (problems.length === 0) return [];
  return ['### Problems', problems.map(({ message }) => `- ${safe(message)}`).join('\n')];
}

/** Text on one line with Markdown escaped. A comment after each @ prevents mentions, which would notify people. */
function safe(text: string): string {
  return escapeMarkdown(oneLine(text))
    .replace(/[~$]/g, '\\$&')
    .replace(/@(?=\w)/g, '@<!-- -->');
}
