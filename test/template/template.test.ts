import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gatesAt, needOf } from '../../server/src/document/needs.ts';
import type { Policy } from '../../server/src/template/policy.ts';
import type { Template } from '../../server/src/template/template.ts';
import { loadTemplate, readPolicy } from '../../server/src/template/template-file.ts';
import { bindText } from '../support/engine.ts';

function template(source: string, policy: Policy = {}): Template {
  return loadTemplate({ id: 'other', source, policy });
}

function phasesOf({ sections }: Template): string[] {
  return sections.map(({ title, phases }) => `${title}: ${phases.map(({ number }) => number).join()}`);
}

test('a marker applies to the next heading and its nested sections only', () => {
  const read = template(`# T
<!-- Phase 1: One -->

## A
### A1
#### A11
<!-- Phase 2: Two -->
### A2
## B
Phase 3: Prose, not a marker.
`);
  assert.deepEqual(phasesOf(read), ['A: 1', 'A1: 1', 'A11: 1', 'A2: 2', 'B: ']);
  assert.deepEqual(read.phases, [
    { number: 1, name: 'One' },
    { number: 2, name: 'Two' },
  ]);
});

test('phases come from markers only', () => {
  const { phases } = template(`# T
## Phase 2: A heading
\`<!-- Phase 3: Code -->\`

> <!-- Phase 4: A quote -->
> ## Quoted

<!-- Phase 5: No heading follows -->
text
<!-- Phase 10: Ten -->
## A
<!-- Phase 9: Nine | Phase 10: Another name for ten -->
## B
`);
  assert.deepEqual(phases, [
    { number: 9, name: 'Nine' },
    { number: 10, name: 'Ten' },
  ]);
});

const TWO_PHASES = `# T
<!-- Phase 1: One -->
## A
- Quality Level: low | very high
  - Very high: all of it.
<!-- Phase 2: Two -->
## B
## C
`;

test('levels and phases are paired in order if there are as many of both', () => {
  const { levels } = template(TWO_PHASES);
  assert.deepEqual(
    levels.map(({ name, highestPhase, guidance }) => [name, highestPhase, guidance]),
    [
      ['low', 1, undefined],
      ['very high', 2, 'all of it.'],
    ],
  );
});

test('the policy can name levels in any case, and properties of JavaScript objects have no effect', () => {
  const policy = {
    levels: { LOW: 2, 'Very  High': 1 },
    gates: { section: 'A', label: 'Exit', names: { tests: ['test'] }, levels: { Low: ['tests'] } },
  };
  const read = template(TWO_PHASES.replace('low |', 'low | constructor |'), policy);
  assert.deepEqual(
    read.levels.map((level) => [level.highestPhase, gatesAt(read, level)]),
    [
      [2, ['tests']],
      [undefined, []],
      [1, []],
    ],
  );
});

test('if the numbers of levels and phases differ, every level requires every phase', () => {
  const read = template(TWO_PHASES.replace('low |', 'low | middle |'));
  const needs = read.levels.map((level) => read.sections.map((section) => needOf(read, section, level)));
  const all = ['required', 'required', 'none'];
  assert.deepEqual(needs, [all, all, all]);
});

test('levels with several words or special characters are recognized', () => {
  const readings = ['low | very high', 'Very High.', 'very high, soon', 'c++', 'c++ (*)', 'high'].map(
    (value) => {
      const other = template(TWO_PHASES.replace('low |', 'low | c++ |'));
      return bindText(`# D\n\n## A\n- Quality Level: ${value}\n`, other).level.field?.reading;
    },
  );
  assert.deepEqual(
    readings.map((reading) => (reading?.kind === 'set' ? reading.level.name : reading?.kind)),
    ['unset', 'very high', 'very high', 'c++', 'c++', 'unknown'],
  );
});

test('a template without phases requires all sections', () => {
  const read = template('# T\n## A\n### A1\n## B\n');
  assert.deepEqual([read.levels, read.phases, read.levelField], [[], [], undefined]);
  assert.deepEqual(
    read.sections.map((section) => needOf(read, section, undefined)),
    ['required', 'required', 'required'],
  );
  const document = bindText('# D\n## A\nText.\n', read);
  assert.deepEqual(
    document.sections.map(({ state }) => state),
    ['written', 'missing', 'missing'],
  );
  assert.equal(document.currentPhase, undefined);
});

test('a template without levels requires all its phases', () => {
  const document = bindText(
    '# D\n## A\nText.\n',
    template('# T\n<!-- Phase 1: One -->\n## A\n<!-- Phase 2: Two -->\n## B\n## C\n'),
  );
  assert.deepEqual(
    document.sections.map(({ need }) => need),
    ['required', 'required', 'none'],
  );
  assert.equal(document.currentPhase, 2);
});

test('a template may be empty', () => {
  for (const source of ['', '\uFEFF', '# \n', 'Only words.']) {
    const read = template(source);
    assert.equal(read.title, 'other');
    assert.deepEqual(bindText('# D\n## A\n', read).sections, []);
  }
});

test('aliases bind, and an empty section is done if the policy allows it', () => {
  const read = template('# T\n<!-- Phase 1: One -->\n## A\n<!-- Phase 1: One -->\n## B\n', {
    sections: { a: { aliases: ['Former A'] }, B: { 'may-be-empty': true } },
  });
  const { sections, currentPhase } = bindText('# D\n## FORMER A\nText.\n## B\n', read);
  assert.deepEqual(
    sections.map(({ state }) => state),
    ['written', 'empty'],
  );
  assert.equal(currentPhase, undefined);
});

test('each problem of a policy that does not fit the template has its place', () => {
  const { problems } = template(TWO_PHASES, {
    levels: { low: 7, gold: 1 },
    sections: { Z: {}, A: { 'required-from': 'silver', topics: [{ label: 'x', from: 'tin', terms: [] }] } },
    gates: { section: 'A', label: 'Gates', names: {}, levels: { lead: [] } },
  });
  assert.deepEqual(
    problems.map(({ path, what }) => `${path.join('.')} ${what}`),
    [
      'levels.low value',
      'levels.gold key',
      'sections.Z key',
      'sections.A.required-from value',
      'sections.A.topics.0.from value',
      'gates.levels.lead key',
    ],
  );
});

test('the policy is the value of design-docs in the front matter', () => {
  assert.deepEqual(readPolicy('---\ntitle: x\ndesign-docs:\n  version: 2\n---\n# T\n'), { version: 2 });
  assert.deepEqual(readPolicy('---\ntitle: x\n---\n# T\n'), {});
  assert.deepEqual(readPolicy('---\n---\n# T\n'), {});
  assert.deepEqual(readPolicy('# T\n'), {});
  assert.throws(() => readPolicy('---\ndesign-docs: {\n---\n# T\n'), { name: 'YAMLParseError' });
});
