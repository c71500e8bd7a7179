import type { Corpus, Judgement } from './judge.ts';

/** All findings against the fitting templates, one per line, to read and to compare in tests. */
export function golden({ recognised, fitting }: Corpus): string {
  const unasked = recognised.filter(({ findings }) => findings.length > 0);
  return `# Findings in real documents

Written by \`npm run corpus\`. Each document is checked against a fitting built-in template and against the
template that it was written from. Its authors did not use Design Docs, so findings about missing text are expected.
Without a chosen template, ${unasked.length} of ${recognised.length} files have findings.

${[...unasked, ...fitting].map(goldenPart).join('\n')}`;
}

/** How much is found: for each rule and for each document. */
export function tables({ recognised, fitting, builtin }: Corpus): string {
  return [
    'Left to itself (no file is a design document)',
    counts(recognised, ({ template }) => template),
    'By the templates that fit, for each rule',
    ruleCounts(fitting),
    'By the templates that fit, for each document',
    counts(fitting, ({ document, template }) => `${document}  ${template}`),
    'By every built-in template',
    counts(builtin, ({ template }) => template),
  ].join('\n\n');
}

function goldenPart({ document, template, findings }: Judgement): string {
  const lines = findings.map(
    ({ line, rule, severity, message }) => `- ${line} ${rule} ${severity}: ${message}`,
  );
  return `## ${document} by ${template}\n\n${lines.join('\n') || 'Nothing.'}\n`;
}

const SEVERITIES = ['error', 'warning', 'info', 'hint'] as const;

function ruleCounts(judgements: readonly Judgement[]): string {
  return table(
    judgements.flatMap(({ findings }) => findings.map(({ rule, severity }) => ({ name: rule, severity }))),
    [],
  );
}

function counts(judgements: readonly Judgement[], nameOf: (judgement: Judgement) => string): string {
  return table(
    judgements.flatMap((judgement) =>
      judgement.findings.map(({ severity }) => ({ name: nameOf(judgement), severity })),
    ),
    judgements.map(nameOf),
  );
}

/** One row for each name, those that `names` lists first; the last row adds up all others. */
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
