import type { RuleInfo } from './rule.ts';

/** How serious what a rule finds is, unless somebody sets it. */
export function severityInWords({ severity }: Pick<RuleInfo, 'severity'>): string {
  if (severity !== 'progressive') return severity;
  return 'progressive: a warning for what is due in the current phase or before, a hint for what is due later.';
}

/** What can be set of a rule besides its severity, as a Markdown table. */
export function optionsTable(options: NonNullable<RuleInfo['options']>): string {
  const rows = Object.entries(options).map(
    ([name, option]) => `| \`${name}\` | ${option.description} | \`${JSON.stringify(option.default)}\` |`,
  );
  return ['| Option | What it sets | Default |', '| --- | --- | --- |', ...rows].join('\n');
}
