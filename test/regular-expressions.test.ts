import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { after, test } from 'node:test';
import { type Pattern, patternsBuiltBy, patternsInSource, whySlow } from './support/regular-expressions.ts';

const { literals, built } = patternsInSource();

/**
 * The regular expressions that are known to take linear time, one per line. Checking all of them takes half a minute,
 * so only expressions that are not in this list are checked. `npm run hunt` checks all of them and rewrites the list.
 */
const list = new URL('fixtures/linear-expressions.txt', import.meta.url);
const isHunt = Boolean(process.env['HUNT']);
const known = new Set(isHunt ? [] : readFileSync(list, 'utf8').split('\n'));
const linear = new Set<string>();

after(() => {
  if (isHunt) writeFileSync(list, `${[...linear].sort().join('\n')}\n`);
});

test('the checker finds regular expressions that take more than linear time', () => {
  const slow = [
    /\s+$/,
    /(a+)+b/,
    /x*y*x*z/,
    /^\s*\|?([^|]*)\|[ \t]*(?=[^|]*$)/,
    /<!--.*?-->/g,
    /(?<!x)(?:a|a)*b/,
  ];
  for (const { source, flags } of slow) assert.ok(whySlow({ place: '', source, flags }), source);
});

test('every regular expression literal in the source takes linear time', () => {
  assert.ok(literals.length > 400, `${literals.length} literals are found`);
  assert.deepEqual(slowIn(literals), []);
});

test('every regular expression that the source builds at run time takes linear time', async () => {
  const patterns = await patternsBuiltBy(buildAll);
  const seen = new Set(patterns.map(({ place }) => place));
  assert.deepEqual(
    built.filter((place) => !seen.has(place)),
    [],
    'buildAll runs every place that builds a regular expression',
  );
  assert.deepEqual(slowIn(patterns), []);
});

function slowIn(patterns: readonly Pattern[]): string[] {
  return patterns.flatMap((pattern) => {
    const expression = `/${pattern.source}/${pattern.flags}`;
    if (known.has(expression) || linear.has(expression)) return [];
    const why = whySlow(pattern);
    if (why !== undefined) return [`${pattern.place} ${expression} ${why}`];
    linear.add(expression);
    return [];
  });
}

/** Has the engine read a template and a document that reach every place that builds a regular expression. */
async function buildAll(): Promise<void> {
  const { createTestService } = await import('./support/service.ts');
  const { readTemplateText } = await import('../server/src/template/template-file.ts');
  const { builtinTemplates, plainEnvironment } = await import('../server/src/workspace/environment.ts');
  const { DEFAULT_SETTINGS } = await import('../server/src/settings.ts');
  const { parseMarkdown } = await import('../server/src/markdown/markdown.ts');
  const { template } = readTemplateText('steps', TEMPLATE);
  assert.equal(template.sections.filter(({ pattern }) => pattern).length, 3);
  const service = createTestService();
  const environment = plainEnvironment(DEFAULT_SETTINGS, [...builtinTemplates()]);
  const source = { uri: 'file:///design-doc.md', markdown: parseMarkdown(DOCUMENT), environment };
  service.findings(source);
  for (let offset = 0; offset <= DOCUMENT.length; offset++) {
    service.complete(source, offset, undefined);
    service.hover(source, offset);
  }
}

const TEMPLATE = `# T

## Step 1
x

## Step 2
x

## 1 {A} 2 {B} 3
x
`;
const DOCUMENT = `<!-- design-docs: template=technical-design -->
# Payments

## Quality
- Quality Level: production
- Entry/Exit criteria: tests

## Components
- \`Till\`: takes the card.

See \`Till\`.

\`\`\`
x
`;
