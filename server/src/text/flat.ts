/** Copies a string. A substring can otherwise keep the whole string that it came from in memory. */
export function flat(text: string): string {
  // Concatenation copies a short string at once, and a longer one when `slice` flattens it.
  return ` ${text}`.slice(1);
}
