import { optionsTable, severityInWords } from '../../server/src/rules/in-words.ts';
import type { RuleInfo } from '../../server/src/rules/rule.ts';
import { exampleFindings } from './examples.ts';

/** The page of a rule: its summary and rationale, examples, and settings. */
export function rulePage(rule: RuleInfo): string {
  const { text, found } = exampleFindings(rule);
  const messages = found.map(
    ({ start, message }) => `- Line ${text.slice(0, start).split('\n').length}: ${message}`,
  );
  const fixes = found[0]?.fixes().map((fix) => `- ${fix.title}`) ?? [];
  const { good, fixed, template } = rule.examples;
  return `${[
    '<!-- Generated from the rule by `npm run generate`; do not edit. -->',
    `# ${rule.id}`,
    rule.summary,
    `${rule.why}`,
    `**Severity:** ${severityInWords(rule)}`,
    template === undefined ? '' : `The examples use this template:\n\n${fenced(template)}`,
    '## Incorrect example',
    fenced(text),
    messages.join('\n'),
    fixes.length > 0 ? `Quick fixes:\n\n${fixes.join('\n')}` : '',
    fixed === undefined || fixes.length === 0
      ? ''
      : `After ${fixes.length > 1 ? 'the first' : 'the fix'}:\n\n${fenced(fixed)}`,
    '## Correct example',
    fenced(good),
    '## Settings',
    'Change the severity of the rule, or turn it off:',
    `\`\`\`json\n"designDocs.rules": { "${rule.id}": "off" }\n\`\`\``,
    ...optionsInWords(rule),
  ]
    .filter((part) => part !== '')
    .join('\n\n')}\n`;
}

/** The table of all rules for the README. */
export function ruleTable(rules: readonly RuleInfo[]): string {
  const rows = rules.map((rule) => {
    const fix = (exampleFindings(rule).found[0]?.fixes().length ?? 0) > 0 ? 'yes' : '';
    return `| [${rule.id}](docs/rules/${rule.id}.md) | ${rule.summary} | ${rule.severity} | ${fix} |`;
  });
  return ['| Rule | What it finds | Severity | Fix |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

function optionsInWords({ id, options }: RuleInfo): string[] {
  if (!options) return [];
  const example = Object.fromEntries(Object.entries(options).map(([name, option]) => [name, option.default]));
  return [
    'Options:',
    optionsTable(options),
    `\`\`\`json\n"designDocs.rules": ${JSON.stringify({ [id]: { severity: 'warning', ...example } })}\n\`\`\``,
  ];
}

function fenced(text: string): string {
  return `\`\`\`\`markdown\n${text.trimEnd()}\n\`\`\`\``;
}
