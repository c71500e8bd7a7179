import { createColors } from 'picocolors';
import stringWidth from 'string-width';
import type { FormatOptions } from '../formats/format.ts';
import { sanitize } from '../formats/words.ts';
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

/** A table with a row for each document, and below it what is left in each, as text for people. */
export const format: ReportFormat = ({ result, now }, options) => {
  const colors = createColors(options.color);
  const details = options.quiet
    ? []
    : result.documents.flatMap((each) => detailsOf(each, options, now, colors));
  const notes = options.quiet ? [] : [...legendOf(result.documents), ...details, summaryOf(result)];
  const parts = [...tableOf(result, options, now, colors), ...notes];
  return parts.length > 0 ? `${parts.join('\n\n')}\n` : '';
};

interface TableColumn {
  readonly head: string;
  readonly cells: readonly string[];
  readonly paints?: readonly (Paint | undefined)[];
  readonly isNumber?: boolean;
}

function tableOf(result: ReportResult, options: FormatOptions, now: number, colors: Colors): string[] {
  const { documents } = result;
  if (documents.length === 0) return [];
  const facts: TableColumn[] = [
    { head: 'Level', cells: documents.map((each) => oneLine(levelInWords(each))) },
    ...columnsOf(result).map((column) => phaseColumn(documents, column, colors)),
    doneColumn(documents, colors),
    ...ifAny({ head: 'Unchanged', cells: documents.map(({ changed }) => ageInWords(changed, now)) }),
  ];
  const owner = ifAny({
    head: 'Owner',
    cells: documents.map((each) => truncateEnd(oneLine(each.owner ?? ''), 20)),
  });
  const template = [
    { head: 'Template', cells: documents.map((each) => truncateEnd(oneLine(each.template), 20)) },
  ];
  const optional = [
    [...template, ...facts, ...owner],
    [...template, ...facts],
  ];
  const columns = optional.find((each) => options.columns - widthOf(each) >= GOOD_PATH_WIDTH) ?? facts;
  const width = Math.max(MIN_PATH_WIDTH, options.columns - widthOf(columns));
  const paths = {
    head: 'Document',
    cells: documents.map(({ path }) => truncateStart(sanitize(path), width)),
  };
  return [linesOf([paths, ...columns], colors)];
}

/** The owner and the template are shown only if this width remains for the path. */
const GOOD_PATH_WIDTH = 30;
const MIN_PATH_WIDTH = 16;

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
    documents.some(({ phases }) => phases.some(({ total }) => total === 0)) && '– nothing required',
    documents.some(({ level }) => level && !level.isSet) && '(level) not set',
  ].filter((mark) => mark);
  return marks.length > 0 ? [marks.join('   ')] : [];
}

function detailsOf(
  document: ReportedDocument,
  { columns }: FormatOptions,
  now: number,
  colors: Colors,
): string[] {
  if (document.ready) return [];
  const facts = [nameOf(document), document.template, historyInWords(document, now)];
  const name = facts.filter((words) => words).join('; ');
  const parts = leftInParts(document).map(({ head, items }) => `${head}: ${items.join(', ')}`);
  const [about = [], ...lines] = [name, ...parts].map((part) => wrapped(oneLine(part), columns));
  return [[colors.bold(sanitize(document.path)), ...about.map(colors.dim), ...lines.flat()].join('\n')];
}

/** Wraps a text to lines of at most `columns` columns, indented. Continuation lines are indented further. */
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

/** A path without its start if it is too wide. */
function truncateStart(path: string, width: number): string {
  if (stringWidth(path) <= width) return path;
  const segments = [...new Intl.Segmenter().segment(path)].map(({ segment }) => segment).reverse();
  return `…${takeColumns(segments, width - 1)
    .reverse()
    .join('')}`;
}

function truncateEnd(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  const segments = [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);
  return `${takeColumns(segments, width - 1).join('')}…`;
}

/** The longest prefix of the segments that fits into `width` columns. */
function takeColumns(segments: readonly string[], width: number): string[] {
  let left = width;
  const end = segments.findIndex((segment) => {
    left -= stringWidth(segment);
    return left < 0;
  });
  return segments.slice(0, end < 0 ? segments.length : end);
}
