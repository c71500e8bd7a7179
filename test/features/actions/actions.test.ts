import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Action } from '../../../server/src/features/actions/action.ts';
import { applyEdits } from '../../../server/src/text/range.ts';
import { testExamples } from '../../document/examples.ts';
import { atLevel } from '../../rules/written-document.ts';
import { atCursor, designDoc, plain, SERVICE } from '../../support/service.ts';

/** The options are the start of the action's title. `$0` in the result is the new position of the cursor. */
testExamples(new URL('actions.md', import.meta.url), (input, options) => {
  const title = options.replace(/^no /, '');
  const { source, offset } = atCursor(input);
  const { text } = source.markdown;
  const all = [
    ...SERVICE.codeActions(source, { start: offset, end: offset }),
    ...SERVICE.fixAll(source),
    ...SERVICE.sortSections(source),
  ];
  const action = all.find((each) => each.title.startsWith(title));
  const others = ['not offered:', ...all.map((each) => each.title)].join('\n');
  // `npm test -- --update` must not write that an action is gone because its title has another wording now.
  assert.equal(action === undefined, title !== options, `${title}: ${others}`);
  if (!action) return others;
  const after = applyEdits(text, marked(action));
  assert.equal(after.startsWith('\uFEFF'), text.startsWith('\uFEFF'), 'a byte order mark stays first');
  const preview = action.preview === undefined ? '' : ` (${action.preview})`;
  return `${action.title}${preview}\n.\n${plain(after).replace(/\n$/, '')}`;
});

function marked({ edits }: Action) {
  return edits.map(({ start, end, newText, cursor }) => {
    const at = cursor ?? newText.length;
    return {
      start,
      end,
      newText: newText.slice(0, at) + (cursor === undefined ? '' : '$0') + newText.slice(at),
    };
  });
}

test('offers no fixes, no sorting, and no actions on headings in a finished document', () => {
  const source = designDoc(atLevel('production'));
  assert.deepEqual([...SERVICE.fixAll(source), ...SERVICE.sortSections(source)], []);
  for (const { start } of source.markdown.blocks.filter(({ kind }) => kind === 'heading'))
    assert.deepEqual(SERVICE.codeActions(source, { start, end: start }), []);
});

test('prefers actions for the current phase, and prefers later ones only where there are none', () => {
  const text = '# Payments\n\n## Quality\n- Quality Level: prototype\n- Entry/Exit criteria: tests\n';
  const preferredAt = (place: string): string[] => {
    const start = text.indexOf(place);
    const actions = SERVICE.codeActions(designDoc(text), { start, end: start });
    return actions.filter(({ preferred }) => preferred).map(({ title }) => title);
  };
  assert.deepEqual(preferredAt('# Payments'), ['Insert “Overview” and “Goals and Non‑Goals”']);
  assert.deepEqual(preferredAt('## Quality'), ['Insert 5 sections, “Components” to “Testing Strategy”']);
});

test('changing the level of a heading keeps the tabs in its section', () => {
  const text = atLevel('production')
    .replace(/^ {2}- /gm, '\t- ')
    .replace('## Overview', '### Overview');
  const [action] = SERVICE.codeActions(designDoc(text), {
    start: text.indexOf('### Over'),
    end: text.length,
  });
  assert.equal(applyEdits(text, action?.edits ?? []).match(/\t/g)?.length, text.match(/\t/g)?.length);
});
