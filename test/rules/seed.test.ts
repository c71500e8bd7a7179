import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Finding } from '../../server/src/rules/check.ts';
import type { Gate } from '../../server/src/rules/severity.ts';
import { lineRangeAt } from '../../server/src/text/lines.ts';
import { place, testExamples } from '../document/examples.ts';
import { DEFAULTS, findingsOf, SEED, visible } from '../support/engine.ts';
import { checkLaws } from './laws.ts';

const CHOICE = 'experiment | prototype | production | secure';

test('an untouched copy has exactly two visible findings', () => {
  assert.deepEqual(
    visible(findingsOf(SEED)).map(({ rule, start, end }) => [rule, SEED.slice(start, end)]),
    [
      ['unwritten-section', '## Overview'],
      ['unset-quality-level', CHOICE],
    ],
  );
});

testExamples(new URL('seed.md', import.meta.url), (input) => {
  const [, level = '', gate = 'progressive'] =
    /^(\w+)(?: (\w+))?$/.exec(input.replace('\uFEFF', '').trim()) ?? [];
  const text = variantLike(input, level === 'untouched' ? SEED : SEED.replace(CHOICE, level));
  checkLaws(text);
  const settings = { ...DEFAULTS, gate: /\d/.test(gate) ? Number(gate) : (gate as Gate) };
  return findingsOf(text, settings)
    .map((finding) => describeFinding(text, finding))
    .join('\n');
});

/** The text with the line breaks and the byte order mark of the model. */
function variantLike(model: string, text: string): string {
  const broken = model.includes('\r\n') ? text.replaceAll('\n', '\r\n') : text;
  return model.startsWith('\uFEFF') ? `\uFEFF${broken}` : broken;
}

function describeFinding(text: string, { start, severity, rule }: Finding): string {
  const line = lineRangeAt(text, start);
  return `${place(text, start)} ${severity} ${rule}: ${text.slice(line.start, line.end)}`;
}
