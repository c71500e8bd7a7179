import assert from 'node:assert/strict';
import { test } from 'node:test';
import { finishedDesign } from '../../bench/documents.ts';
import type { DesignDocument } from '../../server/src/document/document.ts';
import { type Markdown, parseMarkdown } from '../../server/src/markdown/markdown.ts';
import { bindMarkdown } from '../support/engine.ts';
import { designDoc, SERVICE } from '../support/service.ts';

const SIZES = [10_000, 1_000_000];

for (const size of SIZES) {
  test(`an edit in one section creates exactly one new bound section, at ${size / 1000} KB`, () => {
    const before = bindMarkdown(parseMarkdown(finishedDesign(size)));
    const { text } = before.markdown;
    for (const heading of ['## Overview', '## Components', '## Security & Privacy', '## Open Questions']) {
      const at = text.indexOf('The ', text.indexOf(`${heading}\n`)) + 4;
      const after = bindMarkdown(before.markdown.edit([{ start: at, end: at, newText: 'quick ' }]));
      assert.deepEqual(newSections(before, after), [heading]);
      const known = new Set(before.outline.nodes);
      const added = after.outline.nodes.filter((node) => !known.has(node));
      assert.ok(added.length <= 4, 'only nodes around the edit are new');
    }
  });

  test(`inserting a section and removing it again keeps all bound sections, at ${size / 1000} KB`, () => {
    const before = bindMarkdown(parseMarkdown(finishedDesign(size)));
    const at = before.markdown.text.indexOf('## Testing Strategy');
    const section = '## Costs\n\nA card costs 2 %.\n\n';
    const inserted = bindMarkdown(before.markdown.edit([{ start: at, end: at, newText: section }]));
    assert.deepEqual(newSections(before, inserted), []);
    const removed = inserted.markdown.edit([{ start: at, end: at + section.length, newText: '' }]);
    assert.deepEqual(newSections(before, bindMarkdown(removed)), []);
  });
}

test('answering the requests of an editor after a keystroke does not join the whole text', () => {
  const { uri, environment, markdown } = designDoc(finishedDesign(100_000));
  const at = markdown.text.indexOf('The ', markdown.length / 2) + 4;
  const ask = (now: Markdown): void => {
    const source = { uri, environment, markdown: now };
    SERVICE.findings(source);
    SERVICE.readiness(source);
    SERVICE.inlayHints(source, { start: at - 1500, end: at + 1500 });
    SERVICE.codeActions(source, { start: at, end: at });
  };
  ask(markdown);
  const edited = markdown.edit([{ start: at, end: at, newText: 'quick ' }]);
  let count = 0;
  const { get } = Object.getOwnPropertyDescriptor(edited, 'text') as { get(): string };
  Object.defineProperty(edited, 'text', {
    get() {
      count++;
      return get.call(edited);
    },
  });
  ask(edited);
  assert.equal(count, 0);
  assert.equal(edited.text.slice(at, at + 6), 'quick ');
  assert.equal(count, 1, 'the test counts joins');
});

/** The headings of the bound sections that are new objects. */
function newSections(before: DesignDocument, after: DesignDocument): string[] {
  const known = new Set(before.sections);
  return after.sections.filter((section) => !known.has(section)).map(({ known }) => `## ${known.title}`);
}
