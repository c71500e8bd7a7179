/**
 * Text as it is compared (product.md, "Binding a document to its template"): NFKC, every dash-like character as `-`,
 * `&` as `and`, case folded, white space run together. Not for showing.
 */
export function fold(text: string): string {
  return text
    .normalize('NFKC')
    .replace(DASHES, '-')
    .replace(/&/g, ' and ')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
}

/** A heading as it is compared: folded, without leading numbering (`3.`, `3.2`, `IV.`) and without emoji. */
export function foldHeading(text: string): string {
  return fold(text.replace(EMOJI, ' '))
    .replace(/^(?:\d+(?:\.\d+)*[.)]|\d+(?:\.\d+)+|[ivxlc]+[.)])\s+(?=\S)/, '')
    .trim();
}

/** A lowercase name made of the words of a heading, fit for an id, a file name or a snippet prefix. */
export function slug(text: string): string {
  return foldHeading(text)
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
}

const DASHES = /[\p{Pd}\u2212\u00AD\u2043]/gu;
const EMOJI =
  /(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\uFE0F|\u200D|\u20E3)+/gu;
