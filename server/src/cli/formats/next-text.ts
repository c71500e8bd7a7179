import { createColors } from 'picocolors';
import type { NextDocument, NextResult, NextStepResult } from '../schema.ts';
import type { Look } from './format.ts';
import { plain, titleOf } from './words.ts';

type Colors = ReturnType<typeof createColors>;

/** For people: each document that has something left, and its steps with what belongs there. */
export function nextText(
  { documents }: NextResult,
  { color, columns }: Pick<Look, 'color' | 'columns'>,
): string {
  const colors = createColors(color);
  const width = Math.max(40, Math.min(columns, PAGE));
  const blocks = documents
    .filter(({ left }) => left > 0)
    .map((document) => documentBlock(document, width, colors));
  const parts = [...blocks, ...doneBlock(documents, colors)];
  return parts.length > 0 ? `${parts.join('\n\n')}\n` : '';
}

/** The width of prose that reads well, also where the terminal is wider. */
const PAGE = 80;

/** One document's steps, for whoever asks for a single one. */
export function documentText(document: NextDocument): string {
  return document.left > 0
    ? documentBlock(document, PAGE, createColors(false))
    : doneBlock([document], createColors(false)).join('');
}

function documentBlock(document: NextDocument, width: number, colors: Colors): string {
  const { path, done, total, left, steps, template, level, kind } = document;
  const title = `${colors.underline(plain(path))}${colors.dim(titleOf({ kind, template, level }))}`;
  const first = left > steps.length ? `; this is the first of ${left} steps` : '';
  const facts = `${done} of ${counted(total, 'section')} ${total === 1 ? 'is' : 'are'} done${first}.`;
  return [`${title}\n${facts}`, ...steps.map((step) => stepBlock(path, step, width, colors))].join('\n\n');
}

function stepBlock(path: string, step: NextStepResult, width: number, colors: Colors): string {
  const { phase, why, at, insert } = step;
  const line = (at ?? insert)?.start.line;
  const place = line === undefined ? plain(path) : `${plain(path)}:${line}`;
  const head = `${place} ${colors.bold(plain(step.title))}`;
  const about = phase ? [colors.dim(plain(`Phase ${phase.number}: ${phase.name}`))] : [];
  const facts = [...about, ...wrap(plain(why), width - 2)];
  return [
    [head, ...facts.map(indented)].join('\n'),
    ...partsOf(step, width - 4).map((part) => part.map(indented).join('\n')),
  ].join('\n\n');
}

/** What belongs to a step, each part as lines. */
function partsOf(
  { kind, guidance, choices, topics, gates, leftovers, insert }: NextStepResult,
  width: number,
) {
  const list = (title: string, lines: readonly string[]): string[][] =>
    lines.length === 0 ? [] : [[title, ...lines.flatMap((line) => wrap(line, width)).map(indented)]];
  const markdown = kind === 'insert-section' && insert ? insert.newText.trim() : guidance;
  const title = kind === 'insert-section' && insert ? 'Insert here:' : 'The template says:';
  return [
    ...list('The levels are:', choices.map(choiceLine)),
    ...list(
      'Answer:',
      topics.map(({ label, guidance: asks }) => plain(`- ${label}: ${asks}`)),
    ),
    ...list('Name these gates:', gates.length > 0 ? [plain(gates.join(', '))] : []),
    ...list(
      'Replace:',
      leftovers.map(({ start, text }) => plain(`line ${start.line}: ${text.replace(/\s+/g, ' ')}`)),
    ),
    ...list(title, kind === 'choose-level' || markdown === '' ? [] : markdown.split(/\r\n|\r|\n/).map(plain)),
  ];
}

function choiceLine({ name, guidance, sections, more }: NextStepResult['choices'][number]): string {
  const beyond = [counted(more.topics, 'topic'), counted(more.gates, 'gate')].filter(
    (part) => !part.startsWith('0'),
  );
  const added = beyond.length > 0 ? `; ${beyond.join(' and ')} more` : '';
  return plain(`- ${name} (${counted(sections, 'section')}${added})${guidance ? `: ${guidance}` : ''}`);
}

function doneBlock(documents: readonly NextDocument[], colors: Colors): string[] {
  const done = documents.filter(({ left }) => left === 0);
  const [only] = done;
  if (!only) return [];
  const level = only.level === undefined ? '' : `, judged as ${only.level}`;
  const what = done.length === 1 ? `${plain(only.path)}${level}` : `${done.length} design documents`;
  return [colors.green(`Nothing is left in ${what}.`)];
}

/** Breaks a line between words; what goes on stands under the first word behind a list's mark. */
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
