/**
 * Normalizes text for comparison, not for display: NFKC, every dash-like character as `-`, `&` as `and`, lowercase,
 * runs of white space as one space, no invisible characters, trimmed. Folding a folded text changes nothing.
 */
export function fold(text: string): string {
  if (isFolded(text)) return text;
  const plain = isAscii(text) ? text : text.replace(INVISIBLE, '').normalize('NFKC').replace(DASHES, '-');
  const lower = (plain.includes('&') ? plain.replaceAll('&', ' and ') : plain).toLowerCase();
  return (UNEVEN.test(lower) ? lower.replace(/\s+/g, ' ') : lower).trim();
}

/** White space other than a single space. */
const UNEVEN = /\s\s|[^\S ]/;

/** Normalizes a heading for comparison: folded, without leading numbering (`3.`, `3.2`, `IV.`) and without emoji. */
export function foldHeading(text: string): string {
  return fold(isAscii(text) ? text : text.replace(EMOJI, ' ')).replace(NUMBERING, '');
}

/**
 * A lowercase name for an ID, a file name, or a snippet prefix, made of the words of a heading; empty if it has none.
 */
export function slug(text: string): string {
  const words = foldHeading(text);
  // Compiling the Unicode expression takes about a millisecond, so ASCII text avoids it.
  const joined = isAscii(words)
    ? words.replace(/[^a-z0-9]+/g, '-')
    : words.replace(/[^\p{L}\p{M}\p{N}]+/gu, '-');
  return joined.replace(/^-|-$/g, '');
}

/** Whether folding would change nothing. A fast path: most texts are short, lowercase ASCII. */
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
// Roman numerals only up to 39, so that “C.”, “D.”, “L.” and “M.” stay words. Few documents have forty sections.
const NUMBERING = /^(?:\d+(?:\.\d+)*[.)]|\d+(?:\.\d+)+|(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3})[.)])\s+(?=\S)/;
