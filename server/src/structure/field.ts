import { fold } from '../text/fold.ts';

/**
 * A line with a label and a value: `Label: value`, `**Label:** value`, or `**Label**: value`; see docs/reference.md,
 * "Fields and choices".
 */
export interface Field {
  readonly label: string;
  /** The folded label, for comparisons. */
  readonly name: string;
  /**
   * The offset in the line after the colon, closing emphasis, and white space, where the value begins or would begin.
   */
  readonly valueStart: number;
  readonly value: string;
}

/**
 * Reads the field at the start of a line of running text; `undefined` if there is none. The scheme of a URL is not a
 * label, and neither is text inside a code span.
 */
export function readField(line: string): Field | undefined {
  const match = FIELD.exec(line);
  const label = match?.[2]?.trim();
  if (!match || !label) return undefined;
  const [, opening = '', , closing = ''] = match;
  if (opening.includes('`') && !closing.includes('`')) return undefined;
  // If a bracket or comment is still open at the colon, the colon is part of a sentence.
  if (isOpen(label, '(', ')') || isOpen(label, '[', ']') || label.includes('<!--')) return undefined;
  return { label, name: fold(label), valueStart: match[0].length, value: line.slice(match[0].length).trim() };
}

/** Removes a note in parentheses at the end of a folded label: "guidance (apply based on chosen level)". */
export function withoutNote(name: string): string {
  // A regular expression would start again at each bracket of a long line.
  const at = name.endsWith(')') ? name.indexOf('(') : -1;
  return at < 0 ? name : name.slice(0, at).trimEnd();
}

function isOpen(label: string, open: string, close: string): boolean {
  return label.lastIndexOf(open) > label.lastIndexOf(close);
}

const FIELD = /^([*_`]{0,3})([^:*_`|\n]{1,80})(:[*_`]{0,3}|[*_`]{1,3}[ \t]{0,3}:)(?!\/)[ \t]*/;
