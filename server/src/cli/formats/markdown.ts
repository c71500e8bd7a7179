import { escapeMarkdown } from '../../features/progress/describe.ts';
import { countOf } from '../check/verdict.ts';
import type { FileResult, FindingResult } from '../schema.ts';
import type { Format } from './format.ts';
import { countsInWords, onlyFailing, otherProblems, sanitize, staleInWords, summaryOf } from './words.ts';

/** The maximum size in bytes of each of the three parts. GitHub limits the summary of a step to 1 MiB. */
const MAX_BYTES = 340_000;

/** Markdown for the summary of a CI job: a table of the documents, followed by their findings. */
export const format: Format = (result, { quiet }) => {
  const { files, problems, stale } = quiet ? onlyFailing(result) : result;
  const facts = [
    ...otherProblems({ files, problems }).map(({ message }) => `- ${shown(message)}`),
    ...stale.map((each) => `- **${shown(each.path)}** ${shown(each.rule)}: ${shown(staleInWords(each))}`),
  ];
  const listed = files.filter(({ kind, findings }) => kind === 'document' || findings.length > 0);
  const blocks = [
    '## Design documents',
    ...(quiet ? [] : [shown(summaryOf(result))]),
    ...limited(facts, 'problems'),
    ...(listed.length > 0 ? limited(listed.map(rowOf), 'files', TABLE_HEAD) : []),
    ...detailsOf(files),
  ];
  return `${blocks.join('\n\n')}\n`;
};

const TABLE_HEAD = [
  '| Document | Template | Level | Errors | Warnings | Info | Hints |',
  '| --- | --- | --- | ---: | ---: | ---: | ---: |',
];

function rowOf({ path, kind, template = '', level = '', findings }: FileResult): string {
  const { error, warning, info, hint } = countOf(findings);
  const name = kind === 'document' ? shown(path) : `${shown(path)} (${kind})`;
  return `| ${[name, shown(template), shown(level), error, warning, info, hint].join(' | ')} |`;
}

function limited(lines: readonly string[], what: string, head: readonly string[] = []): string[] {
  const kept = takeBytes(lines, MAX_BYTES);
  const block = [...head, ...kept].join('\n');
  return [...(block ? [block] : []), ...omitted(lines.length - kept.length, what)];
}

function detailsOf(files: readonly FileResult[]): string[] {
  const blocks: string[] = [];
  let room = MAX_BYTES;
  let missing = 0;
  for (const { path, findings } of files) {
    const head = `<details><summary>${escapeHtml(path)}: ${countsInWords(findings)}</summary>`;
    const kept = takeBytes(findings.map(lineOf), room - head.length * 3);
    missing += findings.length - kept.length;
    if (kept.length === 0) continue;
    const block = [head, kept.join('\n'), '</details>'].join('\n\n');
    room -= Buffer.byteLength(block);
    blocks.push(block);
  }
  return [...blocks, ...omitted(missing, 'findings')];
}

function lineOf({ start, severity, rule, help, message }: FindingResult): string {
  const name = help === undefined ? shown(rule) : `[${shown(rule)}](${help})`;
  return `- **${start.line}:${start.column}** ${severity} ${name}: ${shown(message)}`;
}

/** The longest prefix of the lines that fits into `bytes` bytes. */
function takeBytes(lines: readonly string[], bytes: number): readonly string[] {
  let left = bytes;
  const count = lines.findIndex((line) => {
    left -= Buffer.byteLength(line) + 1;
    return left < 0;
  });
  return count < 0 ? lines : lines.slice(0, count);
}

function omitted(count: number, what: string): string[] {
  if (count === 0) return [];
  return [
    `${count.toLocaleString('en-US')} more ${what} are omitted, because a summary is limited to 1 MiB.`,
  ];
}

function shown(text: string): string {
  return escapeMarkdown(sanitize(text));
}

function escapeHtml(text: string): string {
  return sanitize(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
