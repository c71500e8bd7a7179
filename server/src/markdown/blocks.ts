import type { Range } from '../text/range.ts';

/**
 * A block of a Markdown document. Ranges are UTF-16 code units in the text of the document, or of the chunk for blocks
 * of a chunk. A block starts at its first character after indentation and the markers of its containers, and ends
 * before the line break of its last line.
 */
export type Block = Heading | Paragraph | Code | Html | Comment | Quote | List | Table | ThematicBreak;

/** A heading, paragraph, or table cell: a node that contains inline Markdown. */
export type Leaf = Heading | Paragraph | Cell;

interface RunningText extends Range {
  /** The range of the text on each source line, without indentation and the markers of containers. */
  readonly lines: readonly Range[];
  /**
   * The link reference definitions of the document, which decide whether `[words]` is a link. Empty for a leaf without
   * brackets.
   */
  readonly references: References;
}

/** The destinations of link reference definitions, by normalized label. */
export type References = Readonly<Record<string, { readonly href: string; readonly title: string }>>;

/** A link reference definition, `[label]: destination`, up to the end of its destination. It is not displayed. */
export interface Definition extends Range {
  /** The normalized label. */
  readonly label: string;
  readonly href: string;
  /** The range of the destination, without angle brackets. */
  readonly destination: Range;
}

export interface Heading extends RunningText {
  readonly kind: 'heading';
  /** 1 to 6. */
  readonly rank: number;
  /** Whether the heading is underlined with `=` or `-`, instead of starting with `#` (CommonMark 0.31, section 4.3). */
  readonly setext: boolean;
}

export interface Paragraph extends RunningText {
  readonly kind: 'paragraph';
}

export interface Code extends Range {
  readonly kind: 'code';
  readonly fenced: boolean;
}

/** An HTML block that contains more than comments. */
export interface Html extends Range {
  readonly kind: 'html';
  /** The comments inside the HTML. */
  readonly comments: readonly Comment[];
}

/** An HTML comment. It is a block if its HTML block contains only comments. */
export interface Comment extends Range {
  readonly kind: 'comment';
  /** The range between `<!--` and `-->`. */
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

/** The text between two pipes of a table row. A pipe in the text is written `\|`. */
export interface Cell extends RunningText {
  readonly kind: 'cell';
}

export interface ThematicBreak extends Range {
  readonly kind: 'break';
}
