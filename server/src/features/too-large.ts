import type { Recognition } from '../document/recognize.ts';
import { type Markdown, parseMarkdown } from '../markdown/markdown.ts';
import { POLICY_KEY } from '../template/policy-schema.ts';
import { inDigits, LARGEST } from '../text/limits.ts';
import { lineRangeAt } from '../text/lines.ts';
import type { Range } from '../text/range.ts';

/** What of a document is too large for it to be looked at: then it has an outline, one finding, and nothing else. */
export type TooLarge = 'document' | 'front matter';

export function tooLarge({ length, frontMatter }: Markdown): TooLarge | undefined {
  if (frontMatter && frontMatter.body.end - frontMatter.body.start > LARGEST.frontMatter)
    return 'front matter';
  return length > LARGEST.document ? 'document' : undefined;
}

/** So much of a document is enough to know it by. */
const HEAD = 20_000;

/** The beginning of a document as a document of its own, without front matter that is too large. */
export function headOf(markdown: Markdown, what: TooLarge): Markdown {
  const start = (what === 'front matter' && markdown.frontMatter?.end) || 0;
  const text = markdown.slice(start, start + HEAD);
  return parseMarkdown(text.slice(0, text.lastIndexOf('\n') + 1) || text);
}

/** Whether a file is one of ours, by what is known of its head; front matter that is too large counts by a word. */
export function isOurs({ kind, unknownTemplate }: Recognition, markdown: Markdown, what: TooLarge): boolean {
  if (kind === 'document' || unknownTemplate) return true;
  const { start = 0, end = 0 } = markdown.frontMatter?.body ?? {};
  return kind === 'none' && what === 'front matter' && markdown.slice(start, end).includes(POLICY_KEY);
}

/** Why a document is not checked, in a sentence that goes on behind its name. */
export function tooLargeInWords(what: TooLarge): string {
  return what === 'document'
    ? `is longer than ${inDigits(LARGEST.document)} characters, so nothing in it is checked. Split it.`
    : `has front matter of more than ${inDigits(LARGEST.frontMatter)} characters, so nothing in it is checked. Shorten that.`;
}

/** Where it is told: at the first line. */
export function tooLargeAt(markdown: Markdown): Range {
  const head = markdown.slice(0, HEAD);
  const start = head.startsWith('\uFEFF') ? 1 : 0;
  return { start, end: Math.max(start, lineRangeAt(head, start).end) };
}
