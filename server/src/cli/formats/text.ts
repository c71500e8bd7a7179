import { createColors } from 'picocolors';
import { countOf, findingsOf } from '../check/verdict.ts';
import type { CheckResult, FileResult, FindingResult } from '../schema.ts';
import { excerpt } from './excerpt.ts';
import type { Format, Look } from './format.ts';
import { onlyFailing, plain, summaryOf, titleOf } from './words.ts';

type Colors = ReturnType<typeof createColors>;

/** For people: grouped by file, each finding with its source line and a caret below what is meant. */
export const format: Format = (result, look) => {
  const colors = createColors(look.color);
  const shown = look.quiet ? onlyFailing(result) : result;
  const blocks = shown.files.flatMap((file) => fileBlock(file, look, colors));
  const stale = staleBlock(result, colors);
  const summary = look.quiet ? [] : [summaryLine(result, colors)];
  const parts = [...blocks, ...stale, ...summary];
  return parts.length > 0 ? `${parts.join('\n\n')}\n` : '';
};

function fileBlock(file: FileResult, look: Look, colors: Colors): string[] {
  if (file.findings.length === 0) return [];
  const title = `${colors.underline(plain(file.path))}${colors.dim(titleOf(file))}`;
  return [[title, ...file.findings.map((finding) => findingBlock(file, finding, look, colors))].join('\n\n')];
}

function findingBlock({ path }: FileResult, finding: FindingResult, look: Look, colors: Colors): string {
  const { start, severity, rule, message } = finding;
  const paint = PAINTS[severity];
  const place = `${plain(path)}:${start.line}:${start.column}`;
  const head = `${place} ${colors.bold(colors[paint](severity))} ${colors.dim(rule)}`;
  const number = String(start.line);
  const { source, marks } = excerpt(finding, look.columns - number.length - 5);
  const gutter = ' '.repeat(number.length);
  return [
    head,
    `  ${plain(message)}`,
    `  ${colors.dim(`${number} |`)} ${source}`,
    `  ${colors.dim(`${gutter} |`)} ${colors[paint](marks)}`,
  ].join('\n');
}

const PAINTS = { error: 'red', warning: 'yellow', info: 'blue', hint: 'cyan' } as const;

function staleBlock({ stale }: CheckResult, colors: Colors): string[] {
  if (stale.length === 0) return [];
  const lines = stale.map(
    ({ path, rule, message }) => `  ${plain(path)} ${colors.dim(rule)} ${plain(message)}`,
  );
  const head = 'The baseline knows what is no longer found. Take it out with --update-baseline:';
  return [[colors.yellow(head), ...lines].join('\n')];
}

function summaryLine(result: CheckResult, colors: Colors): string {
  const { error, warning } = countOf(findingsOf(result));
  const paint = error > 0 ? colors.red : warning > 0 ? colors.yellow : colors.green;
  return paint(summaryOf(result));
}
