import type { RuleInfo } from './rule.ts';

/** The default severity of a rule, in words. */
export function severityInWords({ severity }: Pick<RuleInfo, 'severity'>): string {
  if (severity !== 'progressive') return severity;
  return 'progressive: a warning for what is due in the current phase or before, a hint for what is due later.';
}

/** The options of a rule as a Markdown table. */
export function optionsTable(options: NonNullable<RuleInfo['options']>): string {
  const rows = Object.entries(options).map(
    ([name, option]) => `| \`${name}\` | ${option.description} | \`${JSON.stringify(option.default)}\` |`,
  );
  return ['| Option | Description | Default |', '| --- | --- | --- |', ...rows].join('\n');
}
