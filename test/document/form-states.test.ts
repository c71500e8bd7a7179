import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bindText, templateFrom } from '../support/engine.ts';

const TEMPLATE = templateFrom(`# {Title}

## Aims
**Goals:**

What is to be reached.
`);

test('a section with a label of the template is written if there is an answer below, otherwise a draft', () => {
  const states = ['**Goals:**\n\n- Ninety of a hundred.\n', 'Cards.\n\n**Goals:**\n'].map((text) => {
    const [section] = bindText(`# Payments\n\n## Aims\n${text}`, TEMPLATE).sections;
    return section?.state;
  });
  assert.deepEqual(states, ['written', 'draft']);
});
