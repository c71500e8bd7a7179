import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseMarkdown } from '../../server/src/markdown/markdown.ts';
import { readTemplateFile } from '../../server/src/template/template-file.ts';
import { readConfigFile } from '../../server/src/workspace/config-file.ts';
import { readYaml } from '../../server/src/yaml/read.ts';
import { SERVICE, sourceOf } from '../support/service.ts';

/** Twenty levels of ten aliases each: a short text that expands to 10^20 values. */
function billionLaughs(key: string): string {
  const levels = Array.from({ length: 20 }, (_, nth) => {
    const items = nth === 0 ? Array(10).fill('lol') : Array(10).fill(`*a${nth - 1}`);
    return `a${nth}: &a${nth} [${items.join(', ')}]\n`;
  });
  return `${levels.join('')}${key}: *a19\n`;
}

const ALIASES = 'These aliases expand to too much text. Write out the values instead.';
const NESTED = /^This is nested (?:more than 100 levels deep|too deeply)\. Flatten it\.$/;

test('reports a config file with exponentially expanding aliases and ignores its contents', () => {
  const { problems, isBroken, rules } = readConfigFile('file:///.design-docs.yaml', billionLaughs('rules'));
  assert.deepEqual(
    problems.map(({ message }) => message),
    [ALIASES],
  );
  assert.deepEqual([isBroken, rules], [true, {}]);
});

test('reports exponentially expanding aliases in the front matter of a template', () => {
  const text = `---\n${billionLaughs('design-docs')}---\n# T\n\n## A\n`;
  const { policyProblems, isBroken, template } = readTemplateFile('t', parseMarkdown(text));
  assert.deepEqual(
    policyProblems.map(({ message }) => message),
    [ALIASES],
  );
  assert.equal(isBroken, true);
  assert.deepEqual(template.policy, {});
});

test('does not expand aliases in the front matter of a document', () => {
  for (const key of ['design-docs', 'title', 'Quality Level']) {
    const source = sourceOf(
      'file:///design-doc.md',
      `---\n${billionLaughs(key)}---\n<!-- Phase 0: Project Basics -->\n## Overview\n`,
    );
    assert.ok(SERVICE.findings(source).length > 0, key);
    assert.ok(JSON.stringify(SERVICE.readiness(source)).length < 50_000, key);
  }
});

test('reports values that contain themselves or are nested too deeply', () => {
  const texts = [
    'rules: &a [*a]\n',
    'rules: &a { b: *a }\n',
    `rules: ${'['.repeat(10_000)}`,
    `rules: ${'{a: '.repeat(5_000)}`,
  ];
  for (const text of texts) {
    const [problem, ...others] = readConfigFile('file:///.design-docs.yaml', text).problems;
    assert.match(problem?.message ?? '', NESTED, text.slice(0, 20));
    assert.deepEqual(others, []);
    const template = readTemplateFile(
      't',
      parseMarkdown(`---\n${text.replace('rules', 'design-docs')}\n---\n# T\n## A\n`),
    );
    assert.match(template.policyProblems[0]?.message ?? '', NESTED, text.slice(0, 20));
  }
});

test('YAML tags produce only JSON values', () => {
  const text = [
    'function: !!js/function "function () { throw 1 }"',
    'regexp: !!js/regexp /(a+)+$/',
    'undefined: !!js/undefined ""',
    'binary: !!binary aGk=',
    'date: !!timestamp 2026-01-31',
    'set: !!set { a, b }',
    'map: !!omap [a: 1]',
    'own: !own { a: !<tag:example.org,2026:x> b }',
    'merge: { <<: { a: 1 }, b: 2 }',
    'big: 123456789012345678901234567890',
    'infinite: .inf',
  ].join('\n');
  const { value, problems } = readYaml(text, { start: 0, end: text.length }, {});
  assert.deepEqual(problems, []);
  assert.deepEqual(value, JSON.parse(JSON.stringify(value)));
  const plain = value as Record<string, unknown>;
  assert.equal(plain['function'], 'function () { throw 1 }');
  assert.equal(plain['binary'], 'aGk=');
  assert.equal(plain['infinite'], '.inf');
  assert.deepEqual(plain['merge'], { '<<': { a: 1 }, b: 2 });
});
