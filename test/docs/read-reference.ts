/** What docs/reference.md states and a test can check: example documents with their results, and tables. */
export interface Reference {
  readonly examples: readonly ExampleDocument[];
  readonly tables: readonly CheckedTable[];
}

/** A `markdown` fence that a paragraph beginning with `Result:` follows. */
export interface ExampleDocument {
  readonly line: number;
  readonly text: string;
  /** The text of the last `markdown template` fence under the same heading. */
  readonly template: string | undefined;
  /** The statements of the result, which semicolons separate. */
  readonly results: readonly string[];
}

/** A table below a comment `<!-- checked: NAME -->`. */
export interface CheckedTable {
  readonly name: string;
  /** The cells of each row below the header row, without code ticks around a whole cell. */
  readonly rows: readonly (readonly string[])[];
}

export function readReference(source: string): Reference {
  const lines = source.split('\n');
  const examples: ExampleDocument[] = [];
  const tables: CheckedTable[] = [];
  let template: string | undefined;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] as string;
    const fence = /^```(.*)$/.exec(line)?.[1];
    const name = /^<!-- checked: (.+) -->$/.exec(line)?.[1];
    if (line.startsWith('#')) template = undefined;
    else if (name !== undefined) tables.push({ name, rows: rowsBelow(lines, at + 1) });
    else if (fence !== undefined) {
      const end = lines.indexOf('```', at + 1);
      const text = `${lines.slice(at + 1, end).join('\n')}\n`;
      const results = fence === 'markdown' ? resultsBelow(lines, end + 1) : [];
      if (fence === 'markdown template') template = text;
      if (results.length > 0) examples.push({ line: at + 1, text, template, results });
      at = end;
    }
  }
  return { examples, tables };
}

function resultsBelow(lines: readonly string[], from: number): string[] {
  const start = lines.findIndex((line, at) => at >= from && line !== '');
  if (!lines[start]?.startsWith('Result: ')) return [];
  const end = lines.indexOf('', start);
  const paragraph = lines.slice(start, end < 0 ? undefined : end).join(' ');
  return paragraph.replace('Result: ', '').trim().replace(/\.$/, '').split('; ');
}

function rowsBelow(lines: readonly string[], from: number): string[][] {
  const end = lines.findIndex((line, at) => at >= from && !line.startsWith('|'));
  return lines.slice(from + 2, end).map((row) =>
    row
      .replace(/^\||\|$/g, '')
      .split(/(?<!\\)\|/)
      .map((cell) =>
        cell
          .trim()
          .replaceAll('\\|', '|')
          .replace(/^`([^`]*)`$/, '$1'),
      ),
  );
}
