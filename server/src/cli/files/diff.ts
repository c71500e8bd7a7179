import { isAbsolute } from 'node:path';
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';

/**
 * A unified diff of a file, for `git apply` and `patch -p1` in the working directory. `shown` is the path in the diff.
 */
export function unifiedDiff(shown: string, before: string, after: string): string {
  // Like git, adds a tab after a name with a space. Otherwise patch reads the text after the space as a timestamp.
  const time = shown.includes(' ') ? '\t' : '';
  const patch = createTwoFilesPatch(`a/${shown}`, `b/${shown}`, before, after, '', '', {
    context: 3,
    headerOptions: FILE_HEADERS_ONLY,
  });
  return patch.replace(/^--- .*\n\+\+\+ .*$/m, (names) => names.replace(/$/gm, time));
}

/**
 * A note about files outside the working directory, which `git apply` skips silently; `undefined` if there are none.
 */
export function skippedNote(shown: readonly string[]): string | undefined {
  const [first, ...others] = shown.filter((path) => isAbsolute(path));
  if (first === undefined) return undefined;
  const which = others.length === 0 ? first : `${first} and ${others.length} more`;
  return `Note: “git apply” skips files outside the current folder: ${which}. Run this command in a folder that contains all files.`;
}
