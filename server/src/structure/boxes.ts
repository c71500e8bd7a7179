/** Whether a text begins with an empty check box: `[ ]`, or a character that looks like one. */
export function isBox(source: string): boolean {
  return /^(?:\[ \]|[\u2610\u25A1\u25A2\u2B1C])(?:\s|$)/.test(source);
}
