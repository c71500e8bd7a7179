import { ALL_RULES } from './index.ts';

/** Where rules' pages are read; a test holds it to package.json's `repository`. */
export const RULE_PAGES = 'https://github.com/design-docs/design-docs/blob/main/docs/rules/';

const IDS = new Set(ALL_RULES.map(({ id }) => id));

/** The address of a rule's page, in `ownPages` if there are some; `undefined` if it has none. */
export function rulePage(rule: string, ownPages?: string): string | undefined {
  if (!IDS.has(rule)) return undefined;
  return ownPages === undefined ? `${RULE_PAGES}${rule}.md` : `${ownPages}${rule}`;
}
