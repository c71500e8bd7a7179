import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Pattern, patternsBuiltBy, patternsInSource, whySlow } from './support/regular-expressions.ts';

const { literals, built } = patternsInSource();

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

// About 500 are checked, and each takes about 10 ms.
test('every regular expression literal in the source takes linear time', { timeout: 240_000 }, () => {
  assert.ok(literals.length > 400, `${literals.length} literals are found`);
  const distinct = new Map(literals.map((pattern) => [`${pattern.source}/${pattern.flags}`, pattern]));
  assert.deepEqual(slowIn([...distinct.values()]), []);
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
    const why = whySlow(pattern);
    return why === undefined ? [] : [`${pattern.place} /${pattern.source}/${pattern.flags} ${why}`];
  });
}

/** Has the engine read a template and a document that reach every place that builds a regular expression. */
async function buildAll(): Promise<void> {
  const { createService } = await import('../server/src/service.ts');
  const { readTemplateText } = await import('../server/src/template/template-file.ts');
  const { builtinTemplates, plainEnvironment } = await import('../server/src/workspace/environment.ts');
  const { DEFAULT_SETTINGS } = await import('../server/src/settings.ts');
  const { parseMarkdown } = await import('../server/src/markdown/markdown.ts');
  const { template } = readTemplateText('steps', TEMPLATE);
  assert.equal(template.sections.filter(({ pattern }) => pattern).length, 3);
  const service = createService({
    onRuleError(rule, error) {
      throw new Error(`${rule} threw`, { cause: error });
    },
  });
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
