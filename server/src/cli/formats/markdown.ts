import { escapeMarkdown } from '../../features/progress/describe.ts';
import { countOf } from '../check/verdict.ts';
import type { FileResult, FindingResult } from '../schema.ts';
import type { Format } from './format.ts';
import { countsInWords, onlyFailing, otherProblems, plain, staleInWords, summaryOf } from './words.ts';

/** GitHub takes 1 MiB for the summary of a step: a little less than a third for each part of it. */
const ROOM = 340_000;

/** Markdown for the summary of a CI job: a table of the documents, then the findings of each. */
export const format: Format = (result, { quiet }) => {
  const { files, problems, stale } = quiet ? onlyFailing(result) : result;
  const facts = [
    ...otherProblems({ files, problems }).map(({ message }) => `- ${shown(message)}`),
    ...stale.map((each) => `- **${shown(each.path)}** ${shown(each.rule)}: ${shown(staleInWords(each))}`),
  ];
  const told = files.filter(({ kind, findings }) => kind === 'document' || findings.length > 0);
  const blocks = [
    '## Design documents',
    ...(quiet ? [] : [shown(summaryOf(result))]),
    ...limited(facts, 'problems'),
    ...(told.length > 0 ? limited(told.map(rowOf), 'files', TABLE_HEAD) : []),
    ...detailsOf(files),
  ];
  return `${blocks.join('\n\n')}\n`;
};

const TABLE_HEAD = [
  '| Document | Template | Level | Errors | Warnings | Information | Hints |',
  '| --- | --- | --- | ---: | ---: | ---: | ---: |',
];

function rowOf({ path, kind, template = '', level = '', findings }: FileResult): string {
  const { error, warning, info, hint } = countOf(findings);
  const name = kind === 'document' ? shown(path) : `${shown(path)} (${kind})`;
  return `| ${[name, shown(template), shown(level), error, warning, info, hint].join(' | ')} |`;
}

function limited(lines: readonly string[], what: string, head: readonly string[] = []): string[] {
  const kept = fitting(lines, ROOM);
  const block = [...head, ...kept].join('\n');
  return [...(block ? [block] : []), ...leftOut(lines.length - kept.length, what)];
}

function detailsOf(files: readonly FileResult[]): string[] {
  const blocks: string[] = [];
  let room = ROOM;
  let missing = 0;
  for (const { path, findings } of files) {
    const head = `<details><summary>${escapeHtml(path)}: ${countsInWords(findings)}</summary>`;
    const kept = fitting(findings.map(lineOf), room - head.length * 3);
    missing += findings.length - kept.length;
    if (kept.length === 0) continue;
    const block = [head, kept.join('\n'), '</details>'].join('\n\n');
    room -= Buffer.byteLength(block);
    blocks.push(block);
  }
  return [...blocks, ...leftOut(missing, 'findings')];
}

function lineOf({ start, severity, rule, help, message }: FindingResult): string {
  const name = help === undefined ? shown(rule) : `[${shown(rule)}](${help})`;
  return `- **${start.line}:${start.column}** ${severity} ${name}: ${shown(message)}`;
}

/** The lines from the first on that fit into so many bytes. */
function fitting(lines: readonly string[], room: number): readonly string[] {
  let left = room;
  const count = lines.findIndex((line) => {
    left -= Buffer.byteLength(line) + 1;
    return left < 0;
  });
  return count < 0 ? lines : lines.slice(0, count);
}

function leftOut(count: number, what: string): string[] {
  if (count === 0) return [];
  return [`${count.toLocaleString('en-US')} more ${what} are left out: a summary can hold 1 MiB.`];
}

function shown(text: string): string {
  return escapeMarkdown(plain(text));
}

function escapeHtml(text: string): string {
  return plain(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
