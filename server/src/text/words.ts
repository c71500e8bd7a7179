/** Whether a folded text holds one of some folded phrases, not as part of longer words. */
export function hasWords(text: string, phrases: readonly string[]): boolean {
  return phrases.some((phrase) => holds(text, [phrase], ''));
}

/**
 * Whether folded texts hold one of some folded phrases, as `hasWords`, but blind to how a phrase is joined and to its
 * plural: `health-checks` mentions `health check`.
 */
export function mentioning(phrases: readonly string[]): (text: string) => boolean {
  const words = phrases.map((phrase) => phrase.split(/[\s-]+/));
  return (text) => words.some((parts) => holds(text, parts, 's'));
}

/**
 * Looks for parts that stand behind each other, with or without a joint between them and the ending behind the last. No
 * regular expression: one for each template's topic, with all letters that there are, took longer to make than to use.
 */
function holds(text: string, parts: readonly string[], ending: string): boolean {
  const [first = '', ...rest] = parts;
  for (let at = text.indexOf(first); at >= 0; at = at < text.length ? text.indexOf(first, at + 1) : -1) {
    if (isWordBefore(text, at)) continue;
    const end = endOf(text, at + first.length, rest);
    if (end < 0) continue;
    if (!isWordAt(text, end)) return true;
    if (ending && text.startsWith(ending, end) && !isWordAt(text, end + ending.length)) return true;
  }
  return false;
}

/** Where the parts end that follow at a place; -1 if others do. */
function endOf(text: string, at: number, parts: readonly string[]): number {
  let end = at;
  for (const part of parts) {
    if (!text.startsWith(part, end) && JOINT.test(text.charAt(end))) end++;
    if (!text.startsWith(part, end)) return -1;
    end += part.length;
  }
  return end;
}

const JOINT = /[\s_-]/;

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
