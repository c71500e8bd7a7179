/**
 * The most that is looked at in documents, in UTF-16 code units. More is a mistake, or is meant to keep an editor busy.
 * README.md names these numbers.
 */
export const LARGEST = {
  /** Of a document. The first findings of one of this size take about a second, and an edit far less. */
  document: 5_000_000,
  /** Of the front matter of a document or a template: it is YAML, which takes some 30 times as long to read as Markdown. */
  frontMatter: 100_000,
} as const;

/** `5,000,000`; to be called where it is said, since the first number that is written in a language's way costs some 30 ms. */
export function inDigits(limit: number): string {
  return limit.toLocaleString('en-US');
}
