import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Subject } from '../../server/src/features/completion/entry.ts';
import { type Completion, TRIGGER_CHARACTERS } from '../../server/src/features/completion/entry.ts';
import { testExamples } from '../document/examples.ts';
import { designDoc, plain, SERVICE, sourceOf } from '../support/service.ts';
import { accept, passesFilter, suggest } from '../support/suggest.ts';

const FILES = ['completion.md', 'completion-comments.md', 'completion-front-matter.md', 'other-templates.md'];

for (const file of FILES) {
  testExamples(new URL(file, import.meta.url), (input, option) => {
    const result = complete(input, option);
    assert.equal(complete(input.replace(/\r?\n$/, ''), option), result, 'without the last line break');
    return result;
  });
}

function complete(input: string, option: string): string {
  const list = /^list$|^typed (?:(\S)|space)$/.exec(option);
  if (!list) return plain(accept(input, option)).replace(/\n$/, '');
  const trigger = option === 'typed space' ? ' ' : list[1];
  return suggest(input, trigger).map(shown).join('\n') || 'nothing';
}

function shown({ label, detail, preselect }: Completion): string {
  return `${preselect ? '>' : ' '} ${label}${detail && ` — ${detail}`}`;
}

test('a line break does not open the list, because Enter would then accept an entry', () => {
  assert.deepEqual(TRIGGER_CHARACTERS, ['#', '<', '!', ':', '|', ' ']);
});

test('labels are unique in a list and have one line', () => {
  for (const marked of ['$0', '<!-- $0', 'Quality Level: $0', '## Rollout & Migration\n- $0']) {
    const labels = suggest(marked).map(({ label }) => label);
    assert.ok(labels.length > 1, marked);
    assert.equal(new Set(labels).size, labels.length, marked);
    for (const label of labels) assert.match(label, /^\S.*\S$/);
  }
});

test('the filter matches from the start of a word and then letters in order', () => {
  const passes = ['', '  ', '## p', '##perf', '## PS', '## scala', '## &', '##  perf'].filter((typed) =>
    passesFilter(typed, '## Performance & Scalability'),
  );
  assert.deepEqual(passes, ['', '  ', '## p', '##perf', '## PS', '## scala', '## &']);
  assert.equal(passesFilter('erf', 'Performance'), false);
  assert.equal(passesFilter('perf x', 'Performance'), false);
});

test('offers only directives and suppressions in a file that is not a design document', () => {
  const labels = (marked: string): string[] => {
    const source = sourceOf('file:///home/README.md', marked.replace('$0', ''));
    return SERVICE.complete(source, marked.indexOf('$0'), undefined).map(({ label }) => label);
  };
  const names = ['technical-design', 'adr', 'enhancement', 'rfc'];
  const directives = [...names.map((name) => `design-docs: template=${name}`), 'design-docs: off'];
  assert.deepEqual(labels('<!-- design-docs$0 -->\n# Read me\n'), [...directives, 'design-docs-disable']);
  assert.deepEqual(labels('<!-- design-docs: template=x$0 -->\n# Read me\n').slice(0, 5), directives);
  assert.deepEqual(labels('<!-- design-docs: template=adr$0 -->\n# Read me\n').slice(0, 5), directives);
  assert.deepEqual(labels('---\ndesign-docs: $0\n---\n'), [
    ...names.map((name) => `{ template: ${name} }`),
    'off',
  ]);
  assert.deepEqual(labels('---\ndesign-docs:\n  template: x$0\n---\n'), names);
  for (const other of [
    '$0',
    '# $0',
    '<!-- $0',
    '<!-- de$0 -->',
    '---\n$0\n---\n',
    '---\na:\n  $0\n---\n',
    '```\n<!-- design-docs$0\n```',
  ])
    assert.deepEqual(labels(other), [], other);
});

test('the documentation of a completion is resolved for the current state of the document', () => {
  const [overview] = suggest('# Technical Design\n\n## Over$0');
  const subject = overview?.documentation;
  assert.deepEqual(subject, { kind: 'section', id: 'overview' });
  const describe = (text: string, subject: Subject): string => SERVICE.describe(designDoc(text), subject);
  assert.match(describe('', { kind: 'section', id: 'overview' }), /Summarize the problem/);
  assert.match(describe('## Overview\nShops.', { kind: 'section', id: 'overview' }), /is written\./);
  assert.match(describe('', { kind: 'level', id: 'production' }), /^\*\*production\*\*/);
  assert.match(describe('', { kind: 'rule', id: 'missing-gate' }), /mention a gate/);
  for (const kind of ['section', 'level', 'rule'] as const) assert.equal(describe('', { kind, id: 'x' }), '');
  assert.equal(SERVICE.describe(sourceOf('file:///README.md', ''), { kind: 'section', id: 'overview' }), '');
});
