import type { Corpus, Judgment } from './judge.ts';

/** All findings with the templates that fit, one per line, for people to review and for tests to compare. */
export function golden({ recognised, fitting }: Corpus): string {
  const reported = recognised.filter(({ findings }) => findings.length > 0);
  return `# Findings in real documents

Written by \`npm run corpus\`. Each document is checked against the built-in template that fits it and against the template
that it was written from. The authors did not use these templates with Design Docs, so a missing section is not necessarily
an error of theirs. Without configuration, Design Docs reports findings only in files that it recognizes as design documents:
${reported.length} of ${recognised.length}.

${[...reported, ...fitting].map(goldenPart).join('\n')}`;
}

/** The number of findings for each rule and for each document. */
export function tables({ recognised, fitting, builtin }: Corpus): string {
  return [
    'As recognized without configuration',
    counts(recognised, ({ template }) => template),
    'With the templates that fit, by rule',
    ruleCounts(fitting),
    'With the templates that fit, by document',
    counts(fitting, ({ document, template }) => `${document}  ${template}`),
    'With every built-in template',
    counts(builtin, ({ template }) => template),
  ].join('\n\n');
}

function goldenPart({ document, template, findings }: Judgment): string {
  const lines = findings.map(
    ({ line, rule, severity, message }) => `- ${line} ${rule} ${severity}: ${message}`,
  );
  return `## ${document} by ${template}\n\n${lines.join('\n') || 'No findings.'}\n`;
}

const SEVERITIES = ['error', 'warning', 'info', 'hint'] as const;

function ruleCounts(judgments: readonly Judgment[]): string {
  return table(
    judgments.flatMap(({ findings }) => findings.map(({ rule, severity }) => ({ name: rule, severity }))),
    [],
  );
}

function counts(judgments: readonly Judgment[], nameOf: (judgment: Judgment) => string): string {
  return table(
    judgments.flatMap((judgment) =>
      judgment.findings.map(({ severity }) => ({ name: nameOf(judgment), severity })),
    ),
    judgments.map(nameOf),
  );
}

/** A row for each name, beginning with those in `names`, and a last row with the totals. */
function table(
  found: readonly { readonly name: string; readonly severity: string }[],
  names: readonly string[],
): string {
  const rows = [...new Set([...names, ...found.map(({ name }) => name).sort()])];
  const width = Math.max('all'.length, ...rows.map((row) => row.length));
  const row = (name: string, cells: readonly (string | number)[]) =>
    name.padEnd(width) + cells.map((cell) => String(cell).padStart(9)).join('');
  const counted = (of: typeof found) => [
    ...SEVERITIES.map((severity) => of.filter((each) => each.severity === severity).length),
    of.length,
  ];
  return [
    row('', [...SEVERITIES, 'all']),
    ...rows.map((name) => row(name, counted(found.filter((each) => each.name === name)))),
    row('all', counted(found)),
  ].join('\n');
}
