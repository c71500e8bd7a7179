/** One line of YAML, read without its context. Columns are 0-based, in UTF-16 code units. */
export interface Line {
  /** The columns of the dashes that start list items. */
  readonly dashes: readonly number[];
  /** The column of the content, after the dashes. */
  readonly column: number;
  /** The content without its comment. */
  readonly content: string;
  /** `undefined` if the content does not start with a key and a colon. */
  readonly key: Key | undefined;
}

export interface Key {
  readonly name: string;
  /** The column at which the key ends. */
  readonly end: number;
  /** The column after the colon. */
  readonly afterColon: number;
  /** The column at which the value starts; the end of the line if there is no value. */
  readonly valueAt: number;
  readonly value: string;
}

export function readLine(source: string): Line {
  const [lead = '', indent = '', items = ''] = /^([ \t]*)((?:-(?:[ \t]+|$))*)/.exec(source) ?? [];
  const content = withoutComment(source.slice(lead.length));
  return {
    dashes: [...items.matchAll(/-/g)].map(({ index }) => indent.length + index),
    column: lead.length,
    content,
    key: readKey(content, lead.length),
  };
}

function readKey(content: string, column: number): Key | undefined {
  const quotes = /^(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)')/.exec(content);
  if (!quotes && INDICATOR.test(content)) return undefined;
  const rest = content.slice(quotes?.[0].length ?? 0);
  const colon = /:(?=[ \t]|$)/.exec(rest)?.index;
  const between = rest.slice(0, colon).trimEnd();
  if (colon === undefined || (quotes && between !== '')) return undefined;
  const afterColon = content.length - rest.length + colon + 1;
  const value = content.slice(afterColon).trimStart();
  return {
    name: quotes ? (quotes[1] ?? quotes[2] ?? '') : between,
    end: column + (quotes?.[0].length ?? 0) + between.length,
    afterColon: column + afterColon,
    valueAt: column + content.length - value.length,
    value,
  };
}

function withoutComment(content: string): string {
  const comment = /(?:^|[ \t])#/.exec(content);
  return content.slice(0, comment?.index).trimEnd();
}

/** What a key without quotation marks cannot start with. */
const INDICATOR = /^[[\]{},&*!|>%@`"'#]|^[?][ \t]/;
