/** A line of YAML, read for itself. Columns count from its start. */
export interface Line {
  /** The columns of the dashes that begin items of lists. */
  readonly dashes: readonly number[];
  /** Where the content behind the dashes begins. */
  readonly column: number;
  /** The content without its comment. */
  readonly content: string;
  /** Undefined where the content is no key with its colon. */
  readonly key: Key | undefined;
}

export interface Key {
  readonly name: string;
  readonly end: number;
  /** The column behind the colon. */
  readonly behind: number;
  /** Where the value behind the colon begins, and the value. */
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
  const behind = content.length - rest.length + colon + 1;
  const value = content.slice(behind).trimStart();
  return {
    name: quotes ? (quotes[1] ?? quotes[2] ?? '') : between,
    end: column + (quotes?.[0].length ?? 0) + between.length,
    behind: column + behind,
    valueAt: column + content.length - value.length,
    value,
  };
}

function withoutComment(content: string): string {
  const comment = /(?:^|[ \t])#/.exec(content);
  return content.slice(0, comment?.index).trimEnd();
}

/** What a key without quotation marks cannot begin with. */
const INDICATOR = /^[[\]{},&*!|>%@`"'#]|^[?][ \t]/;
