import { createColors } from 'picocolors';
import { countOf, findingsOf } from '../check/verdict.ts';
import type { CheckResult, FileResult, FindingResult } from '../schema.ts';
import { excerpt } from './excerpt.ts';
import type { Format, FormatOptions } from './format.ts';
import { onlyFailing, sanitize, summaryOf, titleOf } from './words.ts';

type Colors = ReturnType<typeof createColors>;

/** Text for people: findings grouped by file, each with its source line and carets below the finding. */
export const format: Format = (result, options) => {
  const colors = createColors(options.color);
  const shown = options.quiet ? onlyFailing(result) : result;
  const blocks = shown.files.flatMap((file) => fileBlock(file, options, colors));
  const stale = staleBlock(result, colors);
  const summary = options.quiet ? [] : [summaryLine(result, colors)];
  const parts = [...blocks, ...stale, ...summary];
  return parts.length > 0 ? `${parts.join('\n\n')}\n` : '';
};

function fileBlock(file: FileResult, options: FormatOptions, colors: Colors): string[] {
  if (file.findings.length === 0) return [];
  const title = `${colors.underline(sanitize(file.path))}${colors.dim(titleOf(file))}`;
  const findings = file.findings.map((finding) => findingBlock(file, finding, options, colors));
  return [[title, ...findings].join('\n\n')];
}

function findingBlock(
  { path }: FileResult,
  finding: FindingResult,
  { columns }: FormatOptions,
  colors: Colors,
): string {
  const { start, severity, rule, message } = finding;
  const paint = PAINTS[severity];
  const place = `${sanitize(path)}:${start.line}:${start.column}`;
  const head = `${place} ${colors.bold(colors[paint](severity))} ${colors.dim(rule)}`;
  const number = String(start.line);
  const { source, marks } = excerpt(finding, columns - number.length - 5);
  const gutter = ' '.repeat(number.length);
  return [
    head,
    `  ${sanitize(message)}`,
    `  ${colors.dim(`${number} |`)} ${source}`,
    `  ${colors.dim(`${gutter} |`)} ${colors[paint](marks)}`,
  ].join('\n');
}

const PAINTS = { error: 'red', warning: 'yellow', info: 'blue', hint: 'cyan' } as const;

function staleBlock({ stale }: CheckResult, colors: Colors): string[] {
  if (stale.length === 0) return [];
  const lines = stale.map(
    ({ path, rule, message }) => `  ${sanitize(path)} ${colors.dim(rule)} ${sanitize(message)}`,
  );
  const head = 'These baseline entries no longer occur. Remove them with --update-baseline:';
  return [[colors.yellow(head), ...lines].join('\n')];
}

function summaryLine(result: CheckResult, colors: Colors): string {
  const { error, warning } = countOf(findingsOf(result));
  const paint = error > 0 ? colors.red : warning > 0 ? colors.yellow : colors.green;
  return paint(summaryOf(result));
}
