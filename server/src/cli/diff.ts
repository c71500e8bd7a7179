import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';

/** What changes in a file as a unified diff that `git apply` and `patch -p1` take, from the folder in which the tool runs. */
export function unifiedDiff(shown: string, before: string, after: string): string {
  return createTwoFilesPatch(`a/${shown}`, `b/${shown}`, before, after, '', '', {
    context: 3,
    headerOptions: FILE_HEADERS_ONLY,
  });
}
