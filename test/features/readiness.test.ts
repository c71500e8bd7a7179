import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ReadinessOf, ReadinessSectionOf } from '../../server/src/features/progress/readiness.ts';
import type { Range } from '../../server/src/text/range.ts';
import { testExamples } from '../document/examples.ts';
import { SEED } from '../support/engine.ts';
import { designDoc, plain, SERVICE } from '../support/service.ts';

testExamples(new URL('readiness.md', import.meta.url), (input, option) => {
  const text = plain(input).startsWith('The template') ? templateLike(input, option) : input;
  const uri = option === 'none' ? 'file:///home/shopping.md' : 'file:///home/design-doc.md';
  return describeReadiness(SERVICE.readiness({ ...designDoc(text), uri }), text);
});

/** The template's text at a level, with the line breaks and byte order mark of `input`. */
function templateLike(input: string, level: string): string {
  const text = level ? SEED.replace('experiment | prototype | production | secure', level) : SEED;
  const mark = input.startsWith('\uFEFF') ? '\uFEFF' : '';
  return mark + (input.includes('\r\n') ? text.replaceAll('\n', '\r\n') : text);
}

function describeReadiness(readiness: ReadinessOf<Range>, text: string): string {
  const { kind, why, level, currentPhase, done, total, left, phases, anyPhase } = readiness;
  if (!readiness.template) return `${kind}: ${why}`;
  const set = level?.isSet ? '' : ' (not set)';
  const current = currentPhase === undefined ? 'nothing is left' : `Phase ${currentPhase} is current`;
  return [
    `${kind}: ${why}`,
    `${readiness.template.id} at ${level?.name}${set}: ${done}/${total} done, ${left} left, ${current}`,
    ...phases.flatMap(({ number, name, required, done: here, total: of, sections }) => [
      `Phase ${number}: ${name} ${here}/${of}${required ? '' : ', not required'}`,
      ...sections.map((section) => describeSection(section, text)),
    ]),
    'Any phase',
    ...anyPhase.map((section) => describeSection(section, text)),
  ].join('\n');
}

function describeSection(section: ReadinessSectionOf<Range>, text: string): string {
  const { title, state, need, done, alsoHere, unanswered, heading } = section;
  const asked = unanswered.length > 0 ? `; asks for ${unanswered.join(', ')}` : '';
  if (heading) assert.match(text.slice(heading.start, heading.end), /^##/, title);
  return `  ${done ? '✓' : '·'} ${title}: ${alsoHere ? 'also here, ' : ''}${state}, ${need}${asked}`;
}

test('section keys are unique and stay the same while the document is edited', () => {
  const text = `${SEED}\n## Notes\n\n## Notes\n`;
  const keysOf = (source: string): string[] => {
    const { phases, anyPhase } = SERVICE.readiness(designDoc(source));
    return [...phases.flatMap(({ sections }) => sections), ...anyPhase].map(({ key }) => key);
  };
  const keys = keysOf(text);
  assert.equal(new Set(keys).size, keys.length);
  assert.deepEqual(keysOf(`\n\n${text.replace('Summarize', 'Sum up')}`), keys);
  assert.deepEqual(keysOf(text.replace('## Overview\n', '## Overvieww\n')), keys);
});

test('sections are ordered as in the document, and missing ones have the place of their insertion', () => {
  const text = '## Notes\n\nMine.\n\n## Overview\n\nParcels.\n\n## Quality\n\n- Quality Level: prototype\n';
  const { phases, anyPhase } = SERVICE.readiness(designDoc(text));
  const all = [...phases.flatMap(({ sections }) => sections), ...anyPhase].filter(
    ({ alsoHere }) => !alsoHere,
  );
  const placed = all
    .filter(({ need, state }) => need !== 'none' || state === 'own')
    .sort((a, b) => a.order - b.order)
    .map(({ title, place }) =>
      place ? `${title}, before “${text.slice(place.start).split('\n')[0]}”` : title,
    );
  assert.deepEqual(placed, [
    'Notes',
    'Overview',
    'Goals and Non‑Goals, before “## Quality”',
    'Architecture, before “## Quality”',
    'Quality',
    'Components, before “”',
    'Data Model, before “”',
    'Interfaces, before “”',
    'Algorithms / Processing, before “”',
    'Testing Strategy, before “”',
  ]);
});
