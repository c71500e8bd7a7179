import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DesignDocument } from '../../server/src/document/document.ts';
import { type NextStep, nextSteps } from '../../server/src/features/progress/next.ts';
import { readiness } from '../../server/src/features/progress/readiness.ts';
import { applyEdits, type Range } from '../../server/src/text/range.ts';
import { places, testExamples } from '../document/examples.ts';
import { bindText, TEMPLATES } from '../support/engine.ts';
import { filled, textOf, without } from '../support/filled.ts';
import fc from '../support/property.ts';
import { designDoc, plain, SERVICE } from '../support/service.ts';

testExamples(new URL('next.md', import.meta.url), (input, options) => {
  const source = designDoc(input);
  const steps = SERVICE.next(source);
  if (steps.length === 0) return 'Nothing is left.';
  return steps.map((step) => describeStep(step, source.markdown.text, options)).join('\n');
});

function describeStep(step: NextStep, text: string, options: string): string {
  const { kind, title, phase, section, state, why, topics, gates, choices, guidance } = step;
  const at = (range: Range): string => places(text, range).replace(/-.*/, '');
  const lines = [
    why,
    ...choices.map(({ name, required, more }) => `${name}: ${required} (+${Object.values(more).join(', ')})`),
    ...topics.map((topic) => `asks for ${topic.label}: ${topic.guidance}`),
    ...(gates.length > 0 ? [`gates: ${gates.join(', ')}`] : []),
    ...step.leftovers.map((left) => `left at ${at(left)}: ${plain(text.slice(left.start, left.end))}`),
    ...(step.insertion ? [`inserted at ${at(step.insertion)}`] : []),
    ...(options === 'guidance' ? guidance.split('\n').map((line) => `| ${line}`) : []),
    ...(options === 'insertion' && step.insertion
      ? plain(step.insertion.newText)
          .split('\n')
          .map((line) => `+ ${line}`)
      : []),
  ];
  const place = step.at ? ` at ${at(step.at)}` : '';
  const where = phase ? `Phase ${phase.number}` : 'no phase';
  return `${title} (${kind}, ${where}, ${section?.id} is ${state}${place})\n${lines.join('\n').replace(/^/gm, '    ')}`;
}

test('lists steps for sections if and only if readiness counts any as left, and the insertions add each missing section once', () => {
  const inserts = ({ kind }: NextStep): boolean => kind === 'insert-section';
  const isOfSection = ({ kind }: NextStep): boolean => kind !== 'choose-level' && kind !== 'name-gates';
  const documents = fc
    .constantFrom(...TEMPLATES)
    .chain((template) => fc.tuple(filled(template), fc.subarray([...template.sections])))
    .map(([document, left]) => left.reduce(without, document));
  fc.assert(
    fc.property(documents, (document) => {
      const bind = (text: string): DesignDocument => bindText(text, document.template);
      const done: (string | undefined)[] = [];
      let bound = bind(textOf(document));
      for (;;) {
        const steps = nextSteps(bound);
        assert.equal(steps.some(isOfSection), readiness(bound).left > 0);
        const step = steps.find(inserts);
        if (!step) break;
        assert.ok(step.insertion && !done.includes(step.section?.id), step.title);
        done.push(step.section?.id);
        bound = bind(applyEdits(bound.markdown.text, [step.insertion]));
      }
    }),
  );
});
