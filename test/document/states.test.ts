import type { Content } from '../../server/src/document/content.ts';
import { type BoundSection, contentOf, sectionOf } from '../../server/src/document/document.ts';
import { bindText } from '../support/engine.ts';
import { place, places, testExamples } from './examples.ts';

/** The option is a quality level, by default production. The input is one or more sections. */
testExamples(new URL('states.md', import.meta.url), (input, level) => {
  const lineBreak = input.includes('\r\n') ? '\r\n' : '\n';
  const quality = ['', '## Quality', `- Quality Level: ${level || 'production'}`, ''].join(lineBreak);
  const text = /^\uFEFF?## Quality/m.test(input) ? input : input + quality;
  const document = bindText(text);
  const isShown = (bound: BoundSection): boolean =>
    (sectionOf(document, bound)?.start ?? input.length) < input.length;
  return document.sections
    .filter(isShown)
    .map((bound) => describeSection(text, bound, contentOf(document, bound)))
    .join('\n');
});

function describeSection(
  text: string,
  { known, state, unanswered }: BoundSection,
  content: Content | undefined,
): string {
  return [
    `${known.title}: ${state}`,
    ...(content?.waiver ? [`  reason “${content.waiver.reason}”`] : []),
    ...(content?.leftovers ?? []).map((range) => `  leftover ${places(text, range)}`),
    ...(content?.placeholders ?? []).map(({ word, start }) => `  placeholder ${word} ${place(text, start)}`),
    ...(state === 'empty' || state === 'unwritten'
      ? []
      : unanswered.map(({ topic, phase }) => `  unanswered ${topic.label} of phase ${phase}`)),
  ].join('\n');
}
