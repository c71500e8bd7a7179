import type { LevelUse } from '../../server/src/document/level.ts';
import { bindText } from '../support/engine.ts';
import { places, testExamples } from './examples.ts';

testExamples(new URL('levels.md', import.meta.url), (text) => {
  const { level, conflicts, field } = bindText(text).level;
  if (!field) return `no field; judged as ${level?.name}`;
  return [
    describeUse(text, field),
    ...(field.reading.kind === 'set' ? [] : [`judged as ${level?.name}`]),
    ...conflicts.map((use) => `conflicts with ${describeUse(text, use)}`),
  ].join('\n');
});

function describeUse(text: string, { valueRange: at, place, reading }: LevelUse): string {
  const value = reading.kind === 'set' ? reading.level.name : reading.kind;
  return `${value} at ${places(text, at)}, ${place}`;
}
