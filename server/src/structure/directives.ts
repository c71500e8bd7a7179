/** Comments that control Design Docs; see docs/reference.md, "Order of decisions" and "Suppressions". */

/** Whether the body of a comment is a suppression: `<!-- design-docs-disable RULE…: reason -->`. */
export function isSuppression(body: string): boolean {
  return /^\s*design-docs-disable(?![\w-])/.test(body);
}

/**
 * Reads the body of the comment `<!-- design-docs: template=NAME -->` or `<!-- design-docs: off -->`; `undefined` for
 * any other comment.
 */
export function readTemplateDirective(body: string): { readonly template: string } | 'off' | undefined {
  const match = /^\s*design-docs\s*:\s*(?:template\s*=\s*["']?([\w.-]+)["']?|(off))\s*$/.exec(body);
  if (!match) return undefined;
  return match[1] === undefined ? 'off' : { template: match[1] };
}
