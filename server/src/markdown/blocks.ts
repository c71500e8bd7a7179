import type { Range } from '../text/range.ts';

/**
 * What a Markdown document is made of. Every block begins at its first character that is not indentation or a
 * container's marker, and ends before the line break of its last line.
 */
export type Block = Heading | Paragraph | Code | Html | Comment | Quote | List | Table | ThematicBreak;

/** Blocks that hold running text. */
export type Leaf = Heading | Paragraph | Cell;

interface RunningText extends Range {
  /** The parts of the source that make up the text. */
  readonly lines: readonly Range[];
  /** The document's link reference definitions, which decide whether `[words]` is a link. */
  readonly references: References;
}

export type References = Readonly<Record<string, { readonly href: string; readonly title: string }>>;

/** A link reference definition, `[label]: destination`, up to the end of its destination. It shows nothing. */
export interface Definition extends Range {
  /** The label as links find it. */
  readonly label: string;
  readonly href: string;
  /** Without angle brackets. */
  readonly destination: Range;
}

export interface Heading extends RunningText {
  readonly kind: 'heading';
  readonly rank: number;
  readonly setext: boolean;
}

export interface Paragraph extends RunningText {
  readonly kind: 'paragraph';
}

export interface Code extends Range {
  readonly kind: 'code';
  readonly fenced: boolean;
}

/** Raw HTML that is not just comments; comments inside it are listed, but they are part of the HTML. */
export interface Html extends Range {
  readonly kind: 'html';
  readonly comments: readonly Comment[];
}

/** A comment that stands as a block of its own; `body` is the text between `<!--` and `-->`. */
export interface Comment extends Range {
  readonly kind: 'comment';
  readonly body: Range;
}

export interface Quote extends Range {
  readonly kind: 'quote';
  readonly blocks: readonly Block[];
}

export interface List extends Range {
  readonly kind: 'list';
  readonly ordered: boolean;
  readonly items: readonly Item[];
}

export interface Item extends Range {
  readonly kind: 'item';
  readonly blocks: readonly Block[];
}

export interface Table extends Range {
  readonly kind: 'table';
  readonly rows: readonly Row[];
}

export interface Row extends Range {
  readonly kind: 'row';
  readonly cells: readonly Cell[];
}

/** What stands between two pipes of a table; a pipe inside is written `\|` there. */
export interface Cell extends RunningText {
  readonly kind: 'cell';
}

export interface ThematicBreak extends Range {
  readonly kind: 'break';
}
