/** Whether a text contains one of the phrases as whole words. The text and the phrases must be folded. */
export function hasWords(text: string, phrases: readonly string[]): boolean {
  return phrases.some((phrase) => containsParts(text, [phrase], ''));
}

/**
 * Returns a test like `hasWords` that also accepts a plural and any separator between the words of a phrase:
 * `health-checks` and `healthcheck` mention `health check`. The phrases and the texts must be folded.
 */
export function mentioning(phrases: readonly string[]): (text: string) => boolean {
  const words = phrases.map((phrase) => phrase.split(/[\s-]+/));
  return (text) => words.some((parts) => containsParts(text, parts, 's'));
}

/**
 * Whether the parts occur one after the other, with or without a separator between them and `suffix` after the last
 * one. Not a regular expression, because compiling one with Unicode classes for each topic took longer than running it.
 */
function containsParts(text: string, parts: readonly string[], suffix: string): boolean {
  const [first = '', ...rest] = parts;
  for (let at = text.indexOf(first); at >= 0; at = at < text.length ? text.indexOf(first, at + 1) : -1) {
    if (isWordBefore(text, at)) continue;
    const end = endOf(text, at + first.length, rest);
    if (end < 0) continue;
    if (!isWordAt(text, end)) return true;
    if (suffix && text.startsWith(suffix, end) && !isWordAt(text, end + suffix.length)) return true;
  }
  return false;
}

/** The offset after the parts, if they follow at `at`; otherwise -1. */
function endOf(text: string, at: number, parts: readonly string[]): number {
  let end = at;
  for (const part of parts) {
    if (!text.startsWith(part, end) && SEPARATOR.test(text.charAt(end))) end++;
    if (!text.startsWith(part, end)) return -1;
    end += part.length;
  }
  return end;
}

const SEPARATOR = /[\s_-]/;

function isWordBefore(text: string, at: number): boolean {
  if (at === 0) return false;
  const unit = text.charCodeAt(at - 1);
  return isLowSurrogate(unit) && at > 1 ? isWordAt(text, at - 2) : isWord(unit);
}

function isWordAt(text: string, at: number): boolean {
  const point = text.codePointAt(at);
  return point !== undefined && isWord(point);
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

function isWord(point: number): boolean {
  if (point < 128)
    return (point >= 97 && point <= 122) || (point >= 48 && point <= 57) || (point >= 65 && point <= 90);
  return /[\p{L}\p{N}]/u.test(String.fromCodePoint(point));
}
