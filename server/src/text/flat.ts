/** The same text in memory of its own: a part of a string may keep all of that string alive. */
export function flat(text: string): string {
  // Joining copies what is short, and the first look at what is longer does.
  return ` ${text}`.slice(1);
}
