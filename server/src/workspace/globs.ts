import picomatch from 'picomatch/posix.js';
import { decodeUri } from '../text/uri.ts';
import { quoted } from '../yaml/words.ts';

/** A glob relative to a folder, as in a config file or the settings. */
export interface Globs {
  matches(uri: string): boolean;
}

/** `folder` is a folder's URI without its last slash. A glob matches files below it, those in hidden folders included. */
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

/** What is wrong with a glob, in plain sentences; `undefined` if nothing is. */
export function globProblem(glob: string): string | undefined {
  if (withoutDot(glob).trim() === '')
    return 'This glob is empty, so it matches no file. Write one such as “docs/**/*.md”.';
  if (glob.length > LONGEST) return `This glob is longer than ${LONGEST} characters. Write a shorter one.`;
  if (/^(?:[/\\]|[a-z]:)|(?:^|\/)\.\.(?:\/|$)/i.test(glob))
    return `${quoted(glob)} leads out of this folder, so it matches no file. Write it relative to the folder, as in “docs/**/*.md”.`;
  if (!isBalanced(glob, '[', ']') || !isBalanced(glob, '{', '}'))
    return `${quoted(glob)} has a bracket that is not closed, so it matches no file. Close it, or remove it.`;
  if (glob.includes('\\')) return `${quoted(glob)} has a backslash. Separate folders by “/”.`;
  if (/[()]/.test(glob))
    return `${quoted(glob)} has round brackets. Write “{a,b}” where one of several may stand.`;
  if ((glob.match(/\*+|[{+]/g)?.length ?? 0) > MOST_WILDCARDS)
    return `${quoted(glob)} has more than ${MOST_WILDCARDS} of “*”, “{” and “+”, which is slow. Write several globs with fewer of them.`;
  return undefined;
}

function isBalanced(glob: string, open: string, close: string): boolean {
  return glob.split(open).length === glob.split(close).length;
}

function withoutDot(glob: string): string {
  return glob.replace(/^(?:\.\/+)+/, '');
}

const LONGEST = 500;
/** The time to see that a name does not match grows with its length to the power of this; nested groups make it exponential. */
const MOST_WILDCARDS = 4;
