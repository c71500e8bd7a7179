/**
 * Text as it is compared: NFKC, every dash-like character as `-`, `&` as `and`, case folded, white space run together,
 * characters that show nothing dropped. Not for showing.
 */
export function fold(text: string): string {
  if (isFolded(text)) return text;
  const plain = isAscii(text) ? text : text.replace(INVISIBLE, '').normalize('NFKC').replace(DASHES, '-');
  const lower = (plain.includes('&') ? plain.replaceAll('&', ' and ') : plain).toLowerCase();
  return (UNEVEN.test(lower) ? lower.replace(/\s+/g, ' ') : lower).trim();
}

/** White space that is more or other than one space. */
const UNEVEN = /\s\s|[^\S ]/;

/** A heading as it is compared: folded, without leading numbering (`3.`, `3.2`, `IV.`) and without emoji. */
export function foldHeading(text: string): string {
  return fold(isAscii(text) ? text : text.replace(EMOJI, ' ')).replace(NUMBERING, '');
}

/** A lowercase name made of the words of a heading, fit for an id, a file name or a snippet prefix. */
export function slug(text: string): string {
  const words = foldHeading(text);
  // All letters that there are take a millisecond to make an expression of.
  const parted = isAscii(words)
    ? words.replace(/[^a-z0-9]+/g, '-')
    : words.replace(/[^\p{L}\p{M}\p{N}]+/gu, '-');
  return parted.replace(/^-|-$/g, '');
}

/** Whether folding would change nothing: most of what is folded is short and plain, and this is soon seen. */
function isFolded(text: string): boolean {
  let isSpace = true;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 32 && !isSpace) isSpace = true;
    else if (unit > 32 && unit < 127 && unit !== 38 && (unit < 65 || unit > 90)) isSpace = false;
    else return false;
  }
  return text === '' || !isSpace;
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 126) return false;
  return true;
}

const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;
const DASHES = /[\p{Dash}\u2043]/gu;
const EMOJI =
  /(?:[0-9#*]\uFE0F?\u20E3|\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\uFE0F|\u200D)+/gu;
// Roman numerals stop at XXXIX, so that the letters C, D, L and M stay words: few documents have forty sections.
const NUMBERING = /^(?:\d+(?:\.\d+)*[.)]|\d+(?:\.\d+)+|(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3})[.)])\s+(?=\S)/;
