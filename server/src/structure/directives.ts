/** Comments that control this tool; see docs/reference.md, "Order of decisions", and docs/reference.md, "Suppressions". */

/** `<!-- design-docs-disable RULE…: reason -->`; covers the section whose heading follows. */
export function isSuppression(body: string): boolean {
  return /^\s*design-docs-disable(?![\w-])/.test(body);
}

/** `<!-- design-docs: template=NAME -->` or `<!-- design-docs: off -->`: the template's name, or `'off'`. */
export function readTemplateDirective(body: string): { readonly template: string } | 'off' | undefined {
  const match = /^\s*design-docs\s*:\s*(?:template\s*=\s*["']?([\w.-]+)["']?|(off))\s*$/.exec(body);
  if (!match) return undefined;
  return match[1] === undefined ? 'off' : { template: match[1] };
}
