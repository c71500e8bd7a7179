import type { FindingResult } from '../schema.ts';
import type { Format } from './format.ts';
import { bySeverity, onlyFailing, otherProblems, staleInWords, summaryOf } from './words.ts';

/**
 * Commands that GitHub Actions shows as annotations. Of each severity it shows ten for a step, so the worst come first,
 * and the summary at the end has the numbers.
 */
export const format: Format = (result, { quiet }) => {
  const { files, problems, stale } = quiet ? onlyFailing(result) : result;
  const findings = files
    .flatMap(({ path, findings }) => findings.map((finding) => ({ ...finding, path })))
    .sort(bySeverity)
    .map((finding) => {
      const { severity, path, rule: title, message } = finding;
      return command(COMMANDS[severity], { file: path, ...placeOf(finding), title }, message);
    });
  const lines = [
    ...otherProblems({ files, problems }).map(({ path, message }) =>
      command('error', { file: path, title: 'design-docs' }, message),
    ),
    ...findings,
    ...stale.map((each) => command('error', { file: each.path, title: each.rule }, staleInWords(each))),
    ...(quiet ? [] : [summaryOf(result)]),
  ];
  return lines.map((line) => `${line}\n`).join('');
};

const COMMANDS = { error: 'error', warning: 'warning', info: 'notice', hint: 'notice' } as const;

type Properties = Readonly<Record<string, string | number | undefined>>;

/** GitHub takes columns only where all is in one line. */
function placeOf({ start, end }: FindingResult): Properties {
  const lines = { line: start.line, endLine: end.line };
  return start.line === end.line ? { ...lines, col: start.column, endColumn: end.column } : lines;
}

function command(name: string, properties: Properties, message: string): string {
  const given = Object.entries(properties)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${name} ${given.join(',')}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
