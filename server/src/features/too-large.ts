import type { Recognition } from '../document/recognize.ts';
import { type Markdown, parseMarkdown } from '../markdown/markdown.ts';
import { POLICY_KEY } from '../template/policy-schema.ts';
import { inDigits, LARGEST } from '../text/limits.ts';
import { lineRangeAt } from '../text/lines.ts';
import type { Range } from '../text/range.ts';

/** The part of a file that is too large to check. Such a document gets an outline, one finding, and nothing else. */
export type TooLargePart = 'document' | 'front matter';

export function tooLargePart({ length, frontMatter }: Markdown): TooLargePart | undefined {
  if (frontMatter && frontMatter.body.end - frontMatter.body.start > LARGEST.frontMatter)
    return 'front matter';
  return length > LARGEST.document ? 'document' : undefined;
}

/** The number of UTF-16 code units that are enough to recognize a document. */
const HEAD = 20_000;

/** The beginning of a document, parsed on its own, without front matter that is too large. */
export function headOf(markdown: Markdown, part: TooLargePart): Markdown {
  const start = (part === 'front matter' && markdown.frontMatter?.end) || 0;
  const text = markdown.slice(start, start + HEAD);
  return parseMarkdown(text.slice(0, text.lastIndexOf('\n') + 1) || text);
}

/**
 * Whether a file that is too large is a design document, judged by its head. If its front matter is too large, naming
 * the policy key is enough.
 */
export function isLargeDocument(
  { kind, unknownTemplate }: Recognition,
  markdown: Markdown,
  part: TooLargePart,
): boolean {
  if (kind === 'document' || unknownTemplate) return true;
  const { start = 0, end = 0 } = markdown.frontMatter?.body ?? {};
  return kind === 'none' && part === 'front matter' && markdown.slice(start, end).includes(POLICY_KEY);
}

/** Why a document is not checked, as a phrase that follows its name. May end with a second sentence. */
export function tooLargeReason(part: TooLargePart): string {
  return part === 'document'
    ? `is longer than ${inDigits(LARGEST.document)} characters and is not checked. Split it into several documents.`
    : `has more than ${inDigits(LARGEST.frontMatter)} characters of front matter and is not checked. Shorten the front matter.`;
}

/** The range of the finding: the first line. */
export function tooLargeRange(markdown: Markdown): Range {
  const head = markdown.slice(0, HEAD);
  const start = head.startsWith('\uFEFF') ? 1 : 0;
  return { start, end: Math.max(start, lineRangeAt(head, start).end) };
}
