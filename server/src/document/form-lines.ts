import type { Block, Item, List, Quote } from '../markdown/blocks.ts';
import { leafSource, leavesOf } from '../markdown/markdown.ts';
import { isBox } from '../structure/boxes.ts';
import { textsOf, type Wordings } from '../template/wording.ts';

/** A line of the template that stays in a document. */
export interface FormLine {
  readonly start: number;
  /** Whether it has an answer. Otherwise it is nested under an empty box. */
  readonly isAnswered: boolean;
}

/** The template's text, to compare the text of a document with. */
export interface TemplateText {
  readonly wordings: Wordings;
  /** The part of it that is in block quotes. By default, all of it. */
  readonly quoted?: Wordings;
}

/**
 * The lines of the template that are a form, so that they stay in a document: labels and questions above the author's
 * answer, and the empty boxes of a checklist with the line that introduces it. See docs/reference.md, "Drafts".
 */
export function formLines(text: string, blocks: readonly Block[], template: TemplateText): FormLine[] {
  const lines: FormLine[] = [];
  readUp({ text, template, lines }, blocks, 'nothing');
  return lines;
}

/**
 * What is directly below a line: text of the author, an empty checklist, a line of guidance above one of these, an
 * answered question, or nothing that answers the line.
 */
type Below = 'own' | 'boxes' | 'guidance' | 'question' | 'nothing';

interface Reader {
  readonly text: string;
  readonly template: TemplateText;
  readonly lines: FormLine[];
}

/** Reads blocks from the last to the first. Returns what is below a line directly above them. */
function readUp(reader: Reader, blocks: readonly Block[], after: Below): Below {
  let below = after;
  for (let index = blocks.length - 1; index >= 0; index--)
    below = above(reader, blocks[index] as Block, below);
  return below;
}

function above(reader: Reader, block: Block, below: Below): Below {
  const { text, template } = reader;
  switch (block.kind) {
    case 'comment':
    case 'break':
      return below;
    case 'heading':
      return 'nothing';
    case 'list':
      return aboveList(reader, block, below);
    case 'quote':
      return aboveQuote(reader, block, below);
    case 'paragraph': {
      const source = leafSource(text, block);
      return template.wordings.includes(source) ? aboveLine(reader, block.start, source, below) : 'own';
    }
    default:
      return isOwn(reader, [block]) ? 'own' : 'nothing';
  }
}

function aboveLine({ lines }: Reader, start: number, source: string, below: Below): Below {
  const answer = (): number => lines.push({ start, isAnswered: true });
  if (isBox(source)) {
    answer();
    return 'boxes';
  }
  if (isHeadline(source)) {
    if (below === 'own' || below === 'boxes' || below === 'guidance') answer();
    return 'nothing';
  }
  if (isQuestion(source)) {
    if (below === 'nothing' || below === 'guidance') return 'nothing';
    answer();
    return 'question';
  }
  if (below === 'boxes') answer();
  return below === 'own' || below === 'boxes' || below === 'guidance' ? 'guidance' : 'nothing';
}

function aboveList(reader: Reader, list: List, after: Below): Below {
  let below = after;
  for (let index = list.items.length - 1; index >= 0; index--) {
    const item = list.items[index] as Item;
    below = aboveItem(reader, item, below);
  }
  return isOwn(reader, [list]) ? 'own' : below;
}

function aboveItem(reader: Reader, item: Item, below: Below): Below {
  const { text, lines } = reader;
  const [first, ...others] = item.blocks;
  if (!first) return below;
  const source = first.kind === 'paragraph' ? leafSource(text, first) : '';
  if (isBox(source)) {
    for (const { start } of leavesOf(item.blocks)) lines.push({ start, isAnswered: start === first.start });
    return 'boxes';
  }
  if (others.length > 0 && below === 'own' && !isOwn(reader, item.blocks) && asks(source)) {
    // What the template says below its question belongs to the question.
    for (const { start } of leavesOf(item.blocks)) lines.push({ start, isAnswered: true });
    return 'nothing';
  }
  const result = readUp(reader, item.blocks, below);
  // An answer in one item does not answer the item above it, unless that item is the question and this one the answer.
  if (isOwn(reader, others)) return 'nothing';
  return result === 'own' && asks(source) ? 'nothing' : result;
}

/** If an author turned text of the template into a quotation and wrote below it, all of the quotation is answered. */
function aboveQuote(reader: Reader, quote: Quote, below: Below): Below {
  const { text, template, lines } = reader;
  const result = readUp(reader, quote.blocks, below);
  if (below !== 'own' || !template.quoted) return result;
  const isQuoted = ({ wordings, quoted }: TemplateText, source: string): boolean =>
    wordings.includes(source) && !quoted?.includes(source);
  const quotation = leavesOf([quote]).filter((leaf) => isQuoted(template, leafSource(text, leaf)));
  for (const { start } of quotation) lines.push({ start, isAnswered: true });
  return quotation.length > 0 ? 'question' : result;
}

function isOwn({ text, template }: Reader, blocks: readonly Block[]): boolean {
  return [...textsOf(text, blocks)].some((source) => !template.wordings.includes(source));
}

function asks(source: string): boolean {
  return isQuestion(source) || isHeadline(source);
}

/** Whether a paragraph ends with a question, or its first sentence is one. */
function isQuestion(source: string): boolean {
  return /\?["”’)]?$/.test(bare(source)) || /^[^.!?]{3,200}\?\s/.test(source);
}

/**
 * Whether a paragraph is, or begins with, a label such as `Goals:` or a line in bold such as `**Goals**`. Each needs
 * its own answer, while questions in running text can share one. A full sentence in bold is guidance.
 */
function isHeadline(source: string): boolean {
  return /:$/.test(bare(source)) || BOLD_LINE.test(source.trim()) || BOLD_LABEL.test(source.trim());
}

function bare(source: string): string {
  return source.replace(/(?<![*_`\s])[*_`\s]+$/, '');
}

const BOLD_LINE = /^(?:\*\*[^*]+[^*.]\*\*|__[^_]+[^_.]__)$/;
/** A bold question at the start of a paragraph, with guidance after it. */
const BOLD_LABEL = /^(?:\*\*[^*]+\?\s*\*\*|__[^_]+\?\s*__)/;
