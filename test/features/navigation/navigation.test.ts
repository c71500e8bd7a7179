import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anchorsOf } from '../../../server/src/features/navigation/anchors.ts';
import type { Target } from '../../../server/src/features/navigation/links.ts';
import type { Source } from '../../../server/src/service/service.ts';
import { lineAt, lineStarts } from '../../../server/src/text/lines.ts';
import { applyEdits } from '../../../server/src/text/range.ts';
import { testExamples } from '../../document/examples.ts';
import { TECHNICAL_DESIGN } from '../../support/engine.ts';
import { passesFilter } from '../../support/suggest.ts';
import { type Files, nameOf, openFiles, showFiles, showMarks } from './files.ts';
import { renamed } from './renamed.ts';

for (const file of [
  'anchors',
  'links',
  'definition',
  'references',
  'rename',
  'components',
  'completion',
  'symbols',
])
  testExamples(new URL(`${file}.md`, import.meta.url), (input, options) => {
    const [ask = '', argument = ''] = options.split(/ (.*)/s);
    const answer = ASK[ask] ?? assert.fail(`“${ask}” is not a known request`);
    return answer(openFiles(input), argument);
  });

const ASK: Readonly<Record<string, (files: Files, argument: string) => string>> = {
  anchors: ({ sources }) =>
    anchorsOf(first(sources).markdown)
      .map(({ name }) => `#${name}`)
      .join('\n'),
  links(files) {
    const marks = files.sources.flatMap((source) =>
      files.navigation
        .documentLinks(source)
        .map(({ start, end, target }) => ({ source, range: { start, end }, note: placeOf(target) })),
    );
    return marks.length > 0 ? showMarks(files, marks) : 'no links';
  },
  definition(files) {
    const { source, offset } = cursor(files);
    const found = files.navigation.definition(source, offset);
    return found.length > 0 ? showMarks(files, found) : 'nothing';
  },
  template(files) {
    const { source, offset } = cursor(files);
    const found = files.navigation.templatePlace(source, offset);
    const { text } = TECHNICAL_DESIGN.markdown;
    return found ? `template: ${text.slice(found.start, found.end)}` : 'nothing';
  },
  references(files, argument) {
    const { source, offset } = cursor(files);
    const found = files.navigation.references(source, offset, / heading| entry/.test(argument));
    return found.length > 0 ? showMarks(files, found) : 'nothing';
  },
  rename(files, name) {
    const result = renamed(files, name);
    return typeof result === 'string' ? result : showFiles(result);
  },
  renamable(files) {
    const { source, offset } = cursor(files);
    const found = files.navigation.renamable(source, offset);
    if (!found || 'refusal' in found) return found?.refusal ?? 'nothing';
    return showMarks(files, [{ source, range: found.range, note: found.text }]);
  },
  complete(files, name) {
    const { source, offset } = cursor(files);
    const { text } = source.markdown;
    const all = files.navigation.completeLinks(source, offset);
    const shown = all?.filter(({ edit, filterText }) =>
      passesFilter(text.slice(edit.start, offset), filterText),
    );
    if (name === '') return shown?.map(({ label, detail }) => `${label} — ${detail}`).join('\n') ?? 'no list';
    const chosen = shown?.find(({ label }) => label === name) ?? assert.fail(`${name} is not offered`);
    return showFiles(
      files.sources.map((each) => [
        each,
        each === source ? applyEdits(text, [chosen.edit]) : each.markdown.text,
      ]),
    );
  },
  symbols: ({ navigation }, query) =>
    navigation
      .workspaceSymbols(query)
      .map(({ source, name, container }) => `${name} — ${container || 'no container'}, ${nameOf(source.uri)}`)
      .join('\n') || 'nothing',
};

function first(sources: readonly Source[]): Source {
  return sources[0] ?? assert.fail('there is no document');
}

function cursor(files: Files): NonNullable<Files['cursor']> {
  return files.cursor ?? assert.fail('there is no cursor $0');
}

function placeOf({ uri, page, anchor }: Target<Source>): string {
  if (!page || !anchor) return nameOf(uri);
  const { text } = page.source.markdown;
  return `${nameOf(page.source.uri)}, line ${lineAt(lineStarts(text), anchor.heading.start) + 1}`;
}

test('navigation returns nothing for a document that is not open', () => {
  const { navigation } = openFiles('# Technical Design\n');
  const other = openFiles('# Technical Design\n[a](#technical-design)\n').sources[0] as Source;
  assert.deepEqual(navigation.documentLinks(other), []);
  assert.equal(navigation.renamable(other, 3), undefined);
});

test('a rename rejects a name with a line break, which would break the heading', () => {
  for (const name of ['a\nb', 'a\r\nb', 'a\rb'])
    for (const heading of ['## Na$0me', 'Na$0me\n----', '> ## Na$0me', '- Na$0me\n  ---']) {
      const files = openFiles(`# Technical Design\n\n${heading}\n\n[x](#name)\n`);
      assert.equal(renamed(files, name), `“${name}” cannot be the text of this heading.`);
    }
});
