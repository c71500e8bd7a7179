/** Quotes a word for a POSIX shell, if it has characters with a meaning to the shell. */
export function asShellWord(word: string): string {
  return /^[\p{L}\p{N}_./:@%+=,-]+$/u.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
