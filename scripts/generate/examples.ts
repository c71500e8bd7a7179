import { parseMarkdown } from '../../server/src/markdown/markdown.ts';
import type { Finding } from '../../server/src/rules/check.ts';
import type { Rule } from '../../server/src/rules/rule.ts';
import { createService } from '../../server/src/service.ts';
import { DEFAULT_SETTINGS } from '../../server/src/settings.ts';

const service = createService({
  onRuleError(rule, error) {
    throw new Error(`The rule ${rule} fails on an example.`, { cause: error });
  },
});

/** What a rule finds in its own bad example, hints left out; the marks under lines are taken out first. */
export function exampleFindings(rule: Rule): { readonly text: string; readonly found: readonly Finding[] } {
  const lines = rule.examples.bad.split('\n').filter((line) => !/^ *~+ *$/.test(line));
  const text = lines.join('\n');
  const findings = service.findings({ uri: 'example.md', markdown: parseMarkdown(text) }, DEFAULT_SETTINGS);
  const found = findings.filter((finding) => finding.rule === rule.id && finding.severity !== 'hint');
  return { text, found };
}
