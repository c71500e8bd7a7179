import { ALL_RULES } from './index.ts';

/** The base address of the rules' pages. A test compares it with `repository` in package.json. */
export const RULE_PAGES = 'https://github.com/design-docs/design-docs/blob/main/docs/rules/';

const IDS = new Set(ALL_RULES.map(({ id }) => id));

/** The address of a rule's page, below `ownPages` if given; `undefined` if the rule is unknown. */
export function rulePage(rule: string, ownPages?: string): string | undefined {
  if (!IDS.has(rule)) return undefined;
  return ownPages === undefined ? `${RULE_PAGES}${rule}.md` : `${ownPages}${rule}`;
}
