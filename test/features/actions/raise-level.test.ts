import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Action } from '../../../server/src/features/actions/action.ts';
import { offerRaises } from '../../../server/src/features/actions/raise-level.ts';
import type { Template } from '../../../server/src/template/template.ts';
import { applyEdits } from '../../../server/src/text/range.ts';
import { testExamples } from '../../document/examples.ts';
import { atLevel } from '../../rules/written-document.ts';
import { bindText, SEED, TECHNICAL_DESIGN, TEMPLATES, templateFrom } from '../../support/engine.ts';
import { plain } from '../../support/service.ts';

const FIXTURES = new URL('raise-level.md', import.meta.url);
const HANDBOOK = templateFrom(
  /^~~~template\n([\s\S]*?)^~~~$/m.exec(readFileSync(FIXTURES, 'utf8'))?.[1] ?? '',
);

/** The options are a level and, for another template than the technical design, the name of the template. */
testExamples(FIXTURES, (input, options) => {
  const [level, template] = options.replace(/^no /, '').split(' ');
  const actions = offersAt(input, template === 'handbook' ? HANDBOOK : TECHNICAL_DESIGN);
  const action = actions.find(({ title }) => title.startsWith(`Raise to ${level}`));
  assert.equal(
    action === undefined,
    options.startsWith('no '),
    'the action is offered unless the options start with no',
  );
  if (!action) return 'not offered';
  const after = applyEdits(input.replace('$0', ''), action.edits);
  assert.equal(after.startsWith('\uFEFF'), input.startsWith('\uFEFF'), 'a byte order mark stays first');
  return `${action.title}\n.\n${plain(after).replace(/\n$/, '')}`;
});

function offersAt(marked: string, template: Template = TECHNICAL_DESIGN): readonly Action[] {
  const offset = marked.indexOf('$0');
  return offerRaises(bindText(marked.replace('$0', ''), template), { start: offset, end: offset }, [], []);
}

test('a raise that adds text has a preview', () => {
  const [prototype] = offersAt(
    SEED.replace('Level: experiment |', 'Level: $0experiment |').replace(/ \| proto.*/, ''),
  );
  assert.match(prototype?.title ?? '', /adds/);
  assert.ok(prototype?.preview);
});

test('offers to raise the document to each higher level', () => {
  const titles = (level: string): string[] =>
    offersAt(atLevel(`$0${level}`)).map(({ title }) => title.replace(/:.*/, ''));
  assert.deepEqual(titles('experiment'), ['Raise to prototype', 'Raise to production', 'Raise to secure']);
  assert.deepEqual(titles('production'), ['Raise to secure']);
  assert.deepEqual(titles('secure'), []);
});

test('offers no raise in documents of a template without levels', () => {
  for (const template of TEMPLATES.filter(({ levels }) => levels.length === 0)) {
    const { text } = template.markdown;
    const whole = { start: 0, end: text.length };
    assert.deepEqual(offerRaises(bindText(text, template), whole, [], []), [], template.id);
  }
});
