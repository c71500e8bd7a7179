/** A word as a shell reads it: as it is where it holds nothing that means something to shells, else in quotes. */
export function asShellWord(word: string): string {
  return /^[\p{L}\p{N}_./:@%+=,-]+$/u.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
