import { fold } from '../text/fold.ts';

/** `Label: value`, also with emphasis: `**Label:** value`, `**Label**: value`. Offsets are into the source given. */
export interface Field {
  readonly label: string;
  /** The label as it is compared. */
  readonly name: string;
  /** The offset behind the colon, closing emphasis and white space: where the value begins or would begin. */
  readonly valueStart: number;
  readonly value: string;
}

/** Reads a field at the start of one line of running text; a URL's scheme is no label, nor is what a code span holds. */
export function readField(line: string): Field | undefined {
  const match = FIELD.exec(line);
  const label = match?.[2]?.trim();
  if (!match || !label) return undefined;
  const [, opening = '', , closing = ''] = match;
  if (opening.includes('`') && !closing.includes('`')) return undefined;
  // A bracket or a comment that closes only behind the colon makes it part of a sentence.
  if (isOpen(label, '(', ')') || isOpen(label, '[', ']') || label.includes('<!--')) return undefined;
  return { label, name: fold(label), valueStart: match[0].length, value: line.slice(match[0].length).trim() };
}

/** A folded label's own note in brackets, "Guidance (apply based on chosen level)", is not part of its name. */
export function withoutNote(name: string): string {
  // No regular expression: it would begin anew at each bracket of a long line.
  const at = name.endsWith(')') ? name.indexOf('(') : -1;
  return at < 0 ? name : name.slice(0, at).trimEnd();
}

function isOpen(label: string, open: string, close: string): boolean {
  return label.lastIndexOf(open) > label.lastIndexOf(close);
}

const FIELD = /^([*_`]{0,3})([^:*_`|\n]{1,80})(:[*_`]{0,3}|[*_`]{1,3}[ \t]{0,3}:)(?!\/)[ \t]*/;
