import { createColors } from 'picocolors';
import type { NextDocument, NextResult, NextStepResult } from '../schema.ts';
import type { FormatOptions } from './format.ts';
import { sanitize, titleOf } from './words.ts';

type Colors = ReturnType<typeof createColors>;

/** The steps of each document that is not complete, as text for people. */
export function nextText(
  { documents }: NextResult,
  { color, columns }: Pick<FormatOptions, 'color' | 'columns'>,
): string {
  const colors = createColors(color);
  const width = Math.max(40, Math.min(columns, MAX_COLUMNS));
  const blocks = documents
    .filter(({ left }) => left > 0)
    .map((document) => documentBlock(document, width, colors));
  const parts = [...blocks, ...doneBlock(documents, colors)];
  return parts.length > 0 ? `${parts.join('\n\n')}\n` : '';
}

/** Longer lines of prose are hard to read, even if the terminal is wider. */
const MAX_COLUMNS = 80;

/** The steps of one document, without color. */
export function documentText(document: NextDocument): string {
  return document.left > 0
    ? documentBlock(document, MAX_COLUMNS, createColors(false))
    : doneBlock([document], createColors(false)).join('');
}

function documentBlock(document: NextDocument, width: number, colors: Colors): string {
  const { path, done, total, left, steps, template, level, kind } = document;
  const title = `${colors.underline(sanitize(path))}${colors.dim(titleOf({ kind, template, level }))}`;
  const first = left > steps.length ? `; this is the first of ${left} steps` : '';
  const facts = `${done} of ${counted(total, 'section')} ${total === 1 ? 'is' : 'are'} done${first}.`;
  return [`${title}\n${facts}`, ...steps.map((step) => stepBlock(path, step, width, colors))].join('\n\n');
}

function stepBlock(path: string, step: NextStepResult, width: number, colors: Colors): string {
  const { phase, why, at, insert } = step;
  const line = (at ?? insert)?.start.line;
  const place = line === undefined ? sanitize(path) : `${sanitize(path)}:${line}`;
  const head = `${place} ${colors.bold(sanitize(step.title))}`;
  const about = phase ? [colors.dim(sanitize(`Phase ${phase.number}: ${phase.name}`))] : [];
  const facts = [...about, ...wrap(sanitize(why), width - 2)];
  return [
    [head, ...facts.map(indented)].join('\n'),
    ...partsOf(step, width - 4).map((part) => part.map(indented).join('\n')),
  ].join('\n\n');
}

/** The details of a step: a list of parts, each a list of lines. */
function partsOf(
  { kind, guidance, choices, topics, gates, leftovers, insert }: NextStepResult,
  width: number,
) {
  const list = (title: string, lines: readonly string[]): string[][] =>
    lines.length === 0 ? [] : [[title, ...lines.flatMap((line) => wrap(line, width)).map(indented)]];
  const markdown = kind === 'insert-section' && insert ? insert.newText.trim() : guidance;
  const title = kind === 'insert-section' && insert ? 'Insert here:' : 'The template says:';
  return [
    ...list('Levels:', choices.map(choiceLine)),
    ...list(
      'Answer:',
      topics.map(({ label, guidance: asks }) => sanitize(`- ${label}: ${asks}`)),
    ),
    ...list('Mention these gates:', gates.length > 0 ? [sanitize(gates.join(', '))] : []),
    ...list(
      'Replace:',
      leftovers.map(({ start, text }) => sanitize(`line ${start.line}: ${text.replace(/\s+/g, ' ')}`)),
    ),
    ...list(
      title,
      kind === 'choose-level' || markdown === '' ? [] : markdown.split(/\r\n|\r|\n/).map(sanitize),
    ),
  ];
}

function choiceLine({ name, guidance, sections, more }: NextStepResult['choices'][number]): string {
  const beyond = [counted(more.topics, 'topic'), counted(more.gates, 'gate')].filter(
    (part) => !part.startsWith('0'),
  );
  const added = beyond.length > 0 ? `; ${beyond.join(' and ')} more` : '';
  return sanitize(`- ${name} (${counted(sections, 'section')}${added})${guidance ? `: ${guidance}` : ''}`);
}

function doneBlock(documents: readonly NextDocument[], colors: Colors): string[] {
  const done = documents.filter(({ left }) => left === 0);
  const [only] = done;
  if (!only) return [];
  const level = only.level === undefined ? '' : ` (level ${only.level})`;
  const what = done.length === 1 ? `${sanitize(only.path)}${level}` : `${done.length} design documents`;
  return [colors.green(`Nothing is left in ${what}.`)];
}

/** Wraps a line between words. Continuation lines are aligned with the first word after a list marker. */
function wrap(line: string, width: number): string[] {
  const hang = ' '.repeat(/^\s*(?:(?:[-*+]|\d{1,9}[.)])\s+)?/.exec(line)?.[0].length ?? 0);
  const lines: string[] = [];
  let rest = line;
  while (rest.length > width) {
    const at = rest.lastIndexOf(' ', width);
    if (at <= hang.length) break;
    lines.push(rest.slice(0, at));
    rest = hang + rest.slice(at + 1).trimStart();
  }
  return [...lines, rest];
}

function indented(line: string): string {
  return line === '' ? '' : `  ${line}`;
}

function counted(amount: number, what: string): string {
  return `${amount} ${what}${amount === 1 ? '' : 's'}`;
}
