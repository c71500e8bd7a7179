import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Completion, TRIGGER_CHARACTERS } from '../../server/src/features/completion.ts';
import { testExamples } from '../document/examples.ts';
import { plain } from '../support/service.ts';
import { accept, passesFilter, suggest } from '../support/suggest.ts';

for (const file of ['completion.md', 'other-templates.md']) {
  testExamples(new URL(file, import.meta.url), (input, option) => {
    const result = complete(input, option);
    assert.equal(complete(input.replace(/\r?\n$/, ''), option), result, 'a last line without a line break');
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

test('a line break never opens the list: Enter would then accept an entry', () => {
  assert.deepEqual(TRIGGER_CHARACTERS, ['#', '<', '!', ':', '|', ' ']);
});

test('entries are worded for the list alone: one line each, unlike each other', () => {
  for (const marked of ['$0', '<!-- $0', 'Quality Level: $0', '## Rollout & Migration\n- $0']) {
    const labels = suggest(marked).map(({ label }) => label);
    assert.ok(labels.length > 1, marked);
    assert.equal(new Set(labels).size, labels.length, marked);
    for (const label of labels) assert.match(label, /^\S.*\S$/);
  }
});

test('the editor’s filter takes what begins a word and then any of its letters in order', () => {
  const passes = ['', '  ', '## p', '##perf', '## PS', '## scala', '## &', '##  perf'].filter((typed) =>
    passesFilter(typed, '## Performance & Scalability'),
  );
  assert.deepEqual(passes, ['', '  ', '## p', '##perf', '## PS', '## scala', '## &']);
  assert.equal(passesFilter('erf', 'Performance'), false);
  assert.equal(passesFilter('perf x', 'Performance'), false);
});
