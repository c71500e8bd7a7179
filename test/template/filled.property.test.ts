import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parseMarkdown } from '../../server/src/markdown/markdown.ts';
import { checkTemplate } from '../../server/src/rules/check.ts';
import { BUILTIN_TEMPLATES } from '../../server/src/template/builtin.generated.ts';
import type { Template } from '../../server/src/template/template.ts';
import { readTemplateFile, templateBody } from '../../server/src/template/template-file.ts';
import { DEFAULTS, findingsOf } from '../support/engine.ts';
import { type Filled, filled, needIn, textOf, without } from '../support/filled.ts';
import fc, { runs } from '../support/property.ts';

const shared = new URL('../../../shared/templates/', import.meta.url);
const skip = existsSync(shared) ? false : 'there is no folder ../shared/templates';

for (const { id } of BUILTIN_TEMPLATES)
  testTemplate(id, readFileSync(new URL(`../../templates/${id}.md`, import.meta.url), 'utf8'), false);
for (const name of skip ? ['templates'] : globSync('*.md', { cwd: shared, exclude: ['README.md'] }).sort())
  testTemplate(`shared ${name}`, skip ? '' : readFileSync(new URL(name, shared), 'utf8'), skip);

function testTemplate(id: string, source: string, skipped: string | false): void {
  const file = readTemplateFile(id, parseMarkdown(source));
  const { template } = file;

  test(`${id}: a filled document has no findings`, { skip: skipped }, () => {
    fc.assert(
      fc.property(filled(template), (document) => {
        const text = textOf(document);
        assert.deepEqual(described(text, template), recommendedLeftOut(document), text);
      }),
      { numRuns: runs(60) },
    );
  });

  test(`${id}: without one required section, only that section is reported as missing`, {
    skip: skipped,
  }, () => {
    fc.assert(
      fc.property(filled(template), fc.nat(), (document, nth) => {
        const required = document.parts.filter(({ known }) => needIn(document, known) === 'required');
        if (required.length === 0) return;
        const { known } = required[nth % required.length] as (typeof required)[number];
        const text = textOf(without(document, known));
        const found = described(text, template).filter((line) => !line.startsWith('hint'));
        assert.equal(found.length, 1, `${found.join('\n')}\n\n${text}`);
        assert.match(found[0] as string, /^warning missing-section/);
        assert.ok(found[0]?.includes(known.title), found[0]);
      }),
      { numRuns: runs(60) },
    );
  });

  test(`${id}: a blank copy has only findings about blank parts`, { skip: skipped }, () => {
    const rules = new Set(findingsOf(templateBody(template), DEFAULTS, template).map(({ rule }) => rule));
    for (const rule of BLANK) rules.delete(rule);
    assert.deepEqual([...rules], []);
  });

  test(`${id}: the template has no errors`, { skip: skipped }, () => {
    const errors = checkTemplate(file, DEFAULTS, assert.fail).filter(({ severity }) => severity === 'error');
    assert.deepEqual(
      errors.map(({ message }) => message),
      [],
    );
  });
}

/** The rules for blank parts: sections, the level, and the title if the template has only a placeholder for it. */
const BLANK = ['unwritten-section', 'empty-section', 'unset-quality-level', 'missing-title'];

function described(text: string, template: Template): string[] {
  return findingsOf(text, DEFAULTS, template).map(
    ({ severity, rule, message }) => `${severity} ${rule}: ${message}`,
  );
}

/** The findings to expect: hints for the recommended sections that were left out. */
function recommendedLeftOut(document: Filled): string[] {
  const present = new Set(document.parts.map(({ known }) => known));
  const hints = described(textOf(document), document.template).filter((line) =>
    line.startsWith('hint missing-section'),
  );
  const left = document.template.sections.filter(
    (known) => needIn(document, known) === 'recommended' && !present.has(known),
  );
  assert.equal(hints.length > 0, left.length > 0, hints.join('\n'));
  return hints;
}
