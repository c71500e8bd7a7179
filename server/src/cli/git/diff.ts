import { isAbsolute } from 'node:path';
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';

/** What changes in a file as a unified diff that `git apply` and `patch -p1` take, from the folder in which the tool runs. */
export function unifiedDiff(shown: string, before: string, after: string): string {
  // As git does, so that patch does not take a name with a space for one with a time behind it.
  const time = shown.includes(' ') ? '\t' : '';
  const patch = createTwoFilesPatch(`a/${shown}`, `b/${shown}`, before, after, '', '', {
    context: 3,
    headerOptions: FILE_HEADERS_ONLY,
  });
  return patch.replace(/^--- .*\n\+\+\+ .*$/m, (names) => names.replace(/$/gm, time));
}

/** What is told if some of the files that a diff changes, by their shown paths, are not below the folder; git skips those silently. */
export function skippedNote(shown: readonly string[]): string | undefined {
  const [first, ...others] = shown.filter((path) => isAbsolute(path));
  if (first === undefined) return undefined;
  const which = others.length === 0 ? first : `${first} and ${others.length} more`;
  return `Note: “git apply” skips files outside of this folder: ${which}. Run this in a folder around all files.`;
}
