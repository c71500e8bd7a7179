import { createColors } from 'picocolors';
import stringWidth from 'string-width';
import type { Look } from '../formats/format.ts';
import { plain } from '../formats/words.ts';
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

type Colors = ReturnType<typeof createColors>;
type Paint = (text: string) => string;

/** For people: a row for each document, and below what is left in it. */
export const format: ReportFormat = ({ result, now }, look) => {
  const colors = createColors(look.color);
  const details = look.quiet ? [] : result.documents.flatMap((each) => detailsOf(each, look, now, colors));
  const notes = look.quiet ? [] : [...legendOf(result.documents), ...details, summaryOf(result)];
  const parts = [...tableOf(result, look, now, colors), ...notes];
  return parts.length > 0 ? `${parts.join('\n\n')}\n` : '';
};

interface TableColumn {
  readonly head: string;
  readonly cells: readonly string[];
  readonly paints?: readonly (Paint | undefined)[];
  readonly isNumber?: boolean;
}

function tableOf(result: ReportResult, look: Look, now: number, colors: Colors): string[] {
  const { documents } = result;
  if (documents.length === 0) return [];
  const facts: TableColumn[] = [
    { head: 'Level', cells: documents.map((each) => oneLine(levelInWords(each))) },
    ...columnsOf(result).map((column) => phaseColumn(documents, column, colors)),
    doneColumn(documents, colors),
    ...ifAny({ head: 'Unchanged', cells: documents.map(({ changed }) => ageInWords(changed, now)) }),
  ];
  const owner = ifAny({ head: 'Owner', cells: documents.map((each) => cut(oneLine(each.owner ?? ''), 20)) });
  const template = [{ head: 'Template', cells: documents.map((each) => cut(oneLine(each.template), 20)) }];
  const wider = [
    [...template, ...facts, ...owner],
    [...template, ...facts],
  ];
  const columns = wider.find((each) => look.columns - widthOf(each) >= ROOM) ?? facts;
  const room = Math.max(SHORTEST, look.columns - widthOf(columns));
  const paths = { head: 'Document', cells: documents.map(({ path }) => cutPath(plain(path), room)) };
  return [linesOf([paths, ...columns], colors)];
}

/** Columns that a path keeps before template and owner are told, and those that it always keeps. */
const ROOM = 30;
const SHORTEST = 16;

function ifAny(column: TableColumn): TableColumn[] {
  return column.cells.some((cell) => cell !== '') ? [column] : [];
}

function widthOf(columns: readonly TableColumn[]): number {
  return columns.reduce((sum, column) => sum + columnWidth(column) + 2, 0);
}

function columnWidth({ head, cells }: TableColumn): number {
  return Math.max(...[head, ...cells].map((cell) => stringWidth(cell)));
}

function phaseColumn(documents: readonly ReportedDocument[], column: Column, colors: Colors): TableColumn {
  const cells = documents.map((document) => cellOf(document, column));
  const paints = { done: colors.green, part: colors.yellow, none: colors.dim, off: colors.dim };
  return {
    head: column.phase === undefined ? 'Other' : `P${column.phase}`,
    cells: cells.map((cell) => (cell?.isCurrent ? '>' : '') + cellText(cell)),
    paints: cells.map((cell) => cell && paints[cell.kind]),
    isNumber: true,
  };
}

function doneColumn(documents: readonly ReportedDocument[], colors: Colors): TableColumn {
  return {
    head: 'Done',
    cells: documents.map(({ done, total, ready }) => `${done}/${total}${ready ? ' ✓' : '  '}`),
    paints: documents.map(({ ready }) => (ready ? colors.green : colors.bold)),
    isNumber: true,
  };
}

function linesOf(columns: readonly TableColumn[], colors: Colors): string {
  const widths = columns.map(columnWidth);
  const fill = ({ isNumber }: TableColumn, text: string, index: number, paint: Paint = String): string => {
    const space = ' '.repeat((widths[index] ?? 0) - stringWidth(text));
    return isNumber ? space + paint(text) : paint(text) + space;
  };
  const head = columns.map((column, index) => fill(column, column.head, index, colors.dim)).join('  ');
  const rows = (columns[0]?.cells ?? []).map((_, row) =>
    columns
      .map((column, index) => fill(column, column.cells[row] ?? '', index, column.paints?.[row]))
      .join('  '),
  );
  return [head, ...rows].map((line) => line.trimEnd()).join('\n');
}

function legendOf(documents: readonly ReportedDocument[]): string[] {
  const marks = [
    documents.some(({ currentPhase }) => currentPhase !== undefined) && '> current phase',
    documents.some(({ ready }) => ready) && '✓ ready',
    documents.some(({ phases }) => phases.some(({ total }) => total === 0)) && '– nothing asked',
    documents.some(({ level }) => level && !level.isSet) && '(level) not set',
  ].filter((mark) => mark);
  return marks.length > 0 ? [marks.join('   ')] : [];
}

function detailsOf(document: ReportedDocument, { columns }: Look, now: number, colors: Colors): string[] {
  if (document.ready) return [];
  const facts = [nameOf(document), document.template, historyInWords(document, now)];
  const name = facts.filter((words) => words).join('; ');
  const parts = leftInParts(document).map(({ head, items }) => `${head}: ${items.join(', ')}`);
  const [about = [], ...lines] = [name, ...parts].map((part) => wrapped(oneLine(part), columns));
  return [[colors.bold(plain(document.path)), ...about.map(colors.dim), ...lines.flat()].join('\n')];
}

/** Lines of at most `columns`, those behind the first one set in further. */
function wrapped(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = ' ';
  for (const word of text.split(' ')) {
    if (line.trim() !== '' && stringWidth(`${line} ${word}`) > columns) {
      lines.push(line);
      line = '   ';
    }
    line += ` ${word}`;
  }
  return [...lines, line];
}

/** A path without its beginning where it is too wide. */
function cutPath(path: string, width: number): string {
  if (stringWidth(path) <= width) return path;
  const segments = [...new Intl.Segmenter().segment(path)].map(({ segment }) => segment).reverse();
  return `…${kept(segments, width - 1)
    .reverse()
    .join('')}`;
}

function cut(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  const segments = [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);
  return `${kept(segments, width - 1).join('')}…`;
}

function kept(segments: readonly string[], width: number): string[] {
  let left = width;
  const end = segments.findIndex((segment) => {
    left -= stringWidth(segment);
    return left < 0;
  });
  return segments.slice(0, end < 0 ? segments.length : end);
}
