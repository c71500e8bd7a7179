import MarkdownIt, { type Token } from 'markdown-it';
import { createColors } from 'picocolors';
import stringWidth from 'string-width';
import { sanitize } from '../formats/words.ts';
import type { Io } from '../io.ts';
import { wantsColor } from '../process-io.ts';

/** Prints Markdown: formatted on a terminal or with color, otherwise as source. */
export function writeMarkdown(markdown: string, io: Pick<Io, 'stdout' | 'env'>): void {
  const color = wantsColor(io, io.stdout);
  const isFormatted = color || io.stdout.isTerminal;
  io.stdout.write(isFormatted ? layOut(markdown, color, io.stdout.columns) : markdown);
}

/** Formats headings, paragraphs, flat lists, and tables as lines of at most `columns` columns. Omits other blocks. */
export function layOut(markdown: string, color: boolean, columns: number): string {
  const colors = createColors(color);
  const tokens = new MarkdownIt().parse(markdown, {});
  const blocks: string[] = [];
  let rows: string[][] = [];
  tokens.forEach(({ type, tag }, index) => {
    const next = tokens[index + 1];
    const text = (): string => inline(next?.children ?? [], colors);
    if (type === 'heading_open') blocks.push(colors.bold(tag === 'h1' ? colors.underline(text()) : text()));
    else if (type === 'bullet_list_open') blocks.push('');
    else if (type === 'list_item_open') {
      const item = inline(tokens[index + 2]?.children ?? [], colors);
      const lines = wrap(item, columns - 2).join('\n  ');
      blocks.push([blocks.pop(), `• ${lines}`].filter((part) => part).join('\n'));
    } else if (type === 'paragraph_open' && tokens[index - 1]?.type !== 'list_item_open')
      blocks.push(wrap(text(), columns).join('\n'));
    else if (type === 'tr_open') rows.push([]);
    else if (type === 'th_open') rows.at(-1)?.push(colors.dim(text()));
    else if (type === 'td_open') rows.at(-1)?.push(text());
    else if (type === 'table_close') {
      blocks.push(table(rows, columns));
      rows = [];
    }
  });
  return `${blocks.join('\n\n')}\n`;
}

function inline(tokens: readonly Token[], colors: ReturnType<typeof createColors>): string {
  let strong = false;
  return tokens
    .map(({ type, content }) => {
      if (type === 'strong_open' || type === 'strong_close') strong = type === 'strong_open';
      if (type === 'softbreak' || type === 'hardbreak') return ' ';
      const text = sanitize(content);
      return type === 'code_inline' ? colors.cyan(text) : strong && text ? colors.bold(text) : text;
    })
    .join('');
}

/** Wraps a text to lines of at most `columns` columns. A longer word gets its own line. */
function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && stringWidth(longer) > columns) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}

/** Aligns the cells of a table. If the table is too wide, its widest column is wrapped. */
function table(rows: readonly (readonly string[])[], columns: number): string {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => stringWidth(row[at] ?? ''))));
  const widest = widths.indexOf(Math.max(...widths));
  const others = widths.reduce((sum, width) => sum + width + GAP, 0) - (widths[widest] ?? 0) - GAP;
  widths[widest] = Math.min(widths[widest] ?? 0, Math.max(MIN_WIDTH, columns - others));
  const lines = rows.flatMap((row) => {
    const cells = row.map((cell, at) => wrap(cell, widths[at] ?? 0));
    const height = Math.max(...cells.map((cell) => cell.length));
    return Array.from({ length: height }, (_, line) =>
      cells.map((cell, at) => padded(cell[line] ?? '', widths[at] ?? 0)).join(' '.repeat(GAP)),
    );
  });
  return lines.map((line) => line.trimEnd()).join('\n');
}

const GAP = 2;
const MIN_WIDTH = 20;

function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - stringWidth(text)));
}
