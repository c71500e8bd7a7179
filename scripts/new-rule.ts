import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * `npm run new-rule -- ID [SEVERITY]` writes a working rule with examples and cases, and adds it to the list of rules.
 * Returns the paths of the written files.
 */
export function scaffold(root: string, id: string, severity: string): readonly string[] {
  const index = 'server/src/rules/index.ts';
  const files = new Map([
    [`server/src/rules/${id}.ts`, ruleSource(id, severity)],
    [`test/rules/${id}/cases.md`, casesSource(id, severity)],
  ]);
  for (const path of files.keys())
    if (existsSync(join(root, path))) throw new Error(`${path} already exists.`);
  const listed = listRule(readFileSync(join(root, index), 'utf8'), id);
  for (const [path, content] of [...files, [index, listed] as const]) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return [...files.keys(), index];
}

/** Adds a rule to the list: the import in alphabetical order, the entry at the end. */
function listRule(source: string, id: string): string {
  const lines = source.split('\n');
  const line = `import ${camelCase(id)} from './${id}.ts';`;
  const imports = lines.flatMap((each, at) =>
    /^import \w+ from '\.\/[a-z-]+\.ts';$/.test(each) ? [at] : [],
  );
  const after = imports.findLast((at) => (/'(.*)'/.exec(lines[at] ?? '')?.[1] ?? '') < `./${id}.ts`);
  lines.splice(after === undefined ? (imports[0] ?? 0) : after + 1, 0, line);
  const end = lines.findIndex(
    (each, at) => at > lines.findIndex((first) => first.includes('const RULES:')) && each === '];',
  );
  if (end < 0) throw new Error('server/src/rules/index.ts has no list RULES.');
  lines.splice(end, 0, `  ${camelCase(id)},`);
  return lines.join('\n');
}

function ruleSource(id: string, severity: string): string {
  return `import type { Section } from '../structure/sections.ts';
import { quoted } from './phrases.ts';
import { defineRule, type Found } from './rule.ts';

interface ${pascalCase(id)} extends Found {
  readonly heading: Section;
}

export default defineRule<${pascalCase(id)}>({
  id: '${id}',
  group: 'content',
  severity: '${severity}',
  summary: 'A heading is “Miscellaneous”.',
  why: 'Readers cannot tell what the section is about.',
  examples: {
    bad: \`# Payments

## Overview
Customers pay by card.

## Quality
- Quality Level: experiment

## Miscellaneous
~~~~~~~~~~~~~~~~
Refunds go back to the card.
\`,
    good: \`# Payments

## Overview
Customers pay by card.

## Quality
- Quality Level: experiment

## Refunds
Refunds go back to the card.
\`,
  },
  *find({ outline }) {
    for (const heading of outline.sections) {
      if (heading.name === 'miscellaneous') yield { at: heading.heading, heading };
    }
  },
  message: ({ heading }) => \`\${quoted(heading.title)} does not name a subject. Rename the heading.\`,
});
`;
}

function casesSource(id: string, severity: string): string {
  return `//- A heading that does not name a subject
# Payments

## Overview
Customers pay by card.

## Quality
- Quality Level: experiment

## Miscellaneous
~~~~~~~~~~~~~~~~ ${severity} ${id}
Refunds go back to the card.

//- A heading with a subject [nothing]
# Payments

## Overview
Customers pay by card.

## Quality
- Quality Level: experiment

## Refunds
Refunds go back to the card.
`;
}

function camelCase(id: string): string {
  return id.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function pascalCase(id: string): string {
  return camelCase(id).replace(/^./, (letter) => letter.toUpperCase());
}

const SEVERITIES = ['error', 'warning', 'info', 'hint'];

function main([id, severity = 'warning', ...rest]: readonly string[]): void {
  if (!id || !/^[a-z]+(?:-[a-z0-9]+)+$/.test(id) || !SEVERITIES.includes(severity) || rest.length > 0) {
    console.error(
      `Usage: npm run new-rule -- ID [${SEVERITIES.join(' | ')}]. ID is two or more lowercase words with hyphens.`,
    );
    process.exitCode = 2;
    return;
  }
  for (const path of scaffold(join(import.meta.dirname, '..'), id, severity)) console.log(`wrote ${path}`);
  console.log(
    'Next: edit the rule, run `npm run generate`, and add its severity to test/rules/severity.test.ts.',
  );
}

if (import.meta.main) main(process.argv.slice(2));
