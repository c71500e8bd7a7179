/**
 * Maximum sizes, in UTF-16 code units. Anything larger is a mistake or an attempt to block the editor. README.md states
 * these numbers.
 */
export const LARGEST = {
  /**
   * A document. The first check of a document of this size takes about a second, and a check after an edit far less.
   */
  document: 5_000_000,
  /** The front matter of a document or a template. Parsing YAML takes about 30 times as long as parsing Markdown. */
  frontMatter: 100_000,
} as const;

/**
 * Formats a number: `5,000,000`. Call it only to write a message: the first call of `toLocaleString` takes about 30 ms.
 */
export function inDigits(limit: number): string {
  return limit.toLocaleString('en-US');
}
