import type { FindingResult } from '../schema.ts';
import type { Format } from './format.ts';
import { bySeverity, onlyFailing, otherProblems, staleInWords, summaryOf } from './words.ts';

/**
 * Workflow commands that GitHub Actions shows as annotations. GitHub shows only ten of each severity for a step, so the
 * most severe findings come first, and the last line is a summary.
 */
export const format: Format = (result, { quiet }) => {
  const { files, problems, stale } = quiet ? onlyFailing(result) : result;
  const findings = files
    .flatMap(({ path, findings }) => findings.map((finding) => ({ ...finding, path })))
    .sort(bySeverity)
    .map((finding) => {
      const { severity, path, rule: title, message } = finding;
      return command(COMMANDS[severity], { file: path, ...location(finding), title }, message);
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

/** GitHub accepts columns only if the range is on a single line. */
function location({ start, end }: FindingResult): Properties {
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
