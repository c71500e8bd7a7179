import picomatch from 'picomatch/posix.js';
import { decodeUri } from '../text/uri.ts';
import { quoted } from '../yaml/words.ts';

/** A glob that is relative to a folder. */
export interface Globs {
  matches(uri: string): boolean;
}

/**
 * A glob relative to a folder. It matches files in the folder and its subfolders, including hidden ones. `folder` is a
 * URI without a trailing slash.
 */
export function globIn(folder: string, glob: string): Globs {
  const root = `${decodeUri(folder)}/`;
  const isMatch = picomatch(withoutDot(glob), { dot: true, nocase: false });
  return {
    matches(uri) {
      const path = decodeUri(uri);
      return path.startsWith(root) && isMatch(path.slice(root.length));
    },
  };
}

/** The problem with a glob, in one or two sentences; `undefined` if there is none. */
export function globProblem(glob: string): string | undefined {
  if (withoutDot(glob).trim() === '')
    return 'This glob is empty, so it matches no files. Use a glob such as “docs/**/*.md”.';
  if (glob.length > MAX_LENGTH) return `This glob is longer than ${MAX_LENGTH} characters. Shorten it.`;
  if (/^(?:[/\\]|[a-z]:)|(?:^|\/)\.\.(?:\/|$)/i.test(glob))
    return `${quoted(glob)} leads outside this folder, so it matches no files. Make it relative to the folder, such as “docs/**/*.md”.`;
  if (!isBalanced(glob, '[', ']') || !isBalanced(glob, '{', '}'))
    return `${quoted(glob)} has an unmatched bracket, so it matches no files. Close the bracket, or remove it.`;
  if (glob.includes('\\')) return `${quoted(glob)} has a backslash. Separate folders with “/”.`;
  if (/[()]/.test(glob))
    return `${quoted(glob)} has parentheses, which globs do not support. For alternatives, use “{a,b}”.`;
  if ((glob.match(/\*+|[{+]/g)?.length ?? 0) > MAX_WILDCARDS)
    return `${quoted(glob)} has more than ${MAX_WILDCARDS} of “*”, “{”, and “+”, which makes it slow. Split it into several globs.`;
  return undefined;
}

function isBalanced(glob: string, open: string, close: string): boolean {
  return glob.split(open).length === glob.split(close).length;
}

function withoutDot(glob: string): string {
  return glob.replace(/^(?:\.\/+)+/, '');
}

const MAX_LENGTH = 500;
/**
 * The time to reject a name grows with its length to the power of this number. Nested groups would make it exponential.
 */
const MAX_WILDCARDS = 4;
