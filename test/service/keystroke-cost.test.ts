import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Markdown, parseMarkdown } from '../../server/src/markdown/markdown.ts';
import { DEFAULT_SETTINGS } from '../../server/src/settings.ts';
import type { Template, TemplateSection } from '../../server/src/template/template.ts';
import { builtinTemplates, plainEnvironment } from '../../server/src/workspace/environment.ts';
import { SERVICE } from '../support/service.ts';

interface Work {
  /** The number of new chunks. */
  chunks: number;
  /** How often text is compared with the template's text. */
  comparisons: number;
  /** How often text is searched for the terms of a topic. */
  searches: number;
}

const EDITS = ['paragraph', 'heading', 'new heading', 'front matter', 'level'] as const;

for (const edit of EDITS) {
  test(`the cost of editing a ${edit} does not grow with the size of the document`, () => {
    const small = workOf(edit, 4);
    const large = workOf(edit, 40);
    assert.deepEqual(large, small);
    assert.ok(small.chunks <= 3, JSON.stringify(small));
  });
}

test('the cost of analyzing a document for the first time grows with its size', () => {
  const [small, large] = [workOf('first', 4), workOf('first', 40)];
  assert.ok(large.chunks > 5 * small.chunks, 'chunks');
  assert.ok(large.comparisons > 3 * small.comparisons, 'comparisons');
  assert.ok(large.searches > 3 * small.searches, 'searches');
});

/** The cost of the second of two edits in the middle, because the first edit of its kind may fill caches. */
function workOf(edit: (typeof EDITS)[number] | 'first', parts: number): Work {
  const work: Work = { chunks: 0, comparisons: 0, searches: 0 };
  const templates = builtinTemplates();
  const template = templates[0]?.template as Template;
  for (const section of template.sections) countUses(section, work);
  const environment = plainEnvironment(DEFAULT_SETTINGS, templates);
  const analyze = (markdown: Markdown): void => {
    const source = { uri: 'file:///design-doc.md', markdown, environment };
    SERVICE.findings(source);
    SERVICE.documentSymbols(source);
    SERVICE.readiness(source);
  };
  let markdown = parseMarkdown(documentOf(template, parts));
  analyze(markdown);
  if (edit === 'first') return { ...work, chunks: markdown.chunks.list.length };
  for (let nth = 0; nth < 2; nth++) {
    const before = new Set(markdown.chunks.list);
    work.comparisons = 0;
    work.searches = 0;
    markdown = markdown.edit([editAt(edit, markdown.text)]);
    analyze(markdown);
    work.chunks = markdown.chunks.list.filter((chunk) => !before.has(chunk)).length;
  }
  return work;
}

function editAt(edit: (typeof EDITS)[number], text: string) {
  const middle = text.length / 2;
  const insert = (start: number, newText: string) => ({ start, end: start, newText });
  switch (edit) {
    case 'paragraph':
      return insert(text.indexOf('takes the card', middle), 'soon ');
    case 'heading':
      return insert(text.indexOf('### Part', middle) + 8, 's');
    case 'new heading':
      return insert(text.indexOf('### Part', middle), '### Added\n\nThe till takes the card.\n\n');
    case 'front matter':
      return insert(text.indexOf('Payments'), 'Late ');
    case 'level':
      return insert(text.indexOf('production') + 10, ', for now');
  }
}

/** A finished document with some of the author's own subsections in each section. */
function documentOf({ sections, levelField }: Template, parts: number): string {
  const outer = sections.filter(({ parent }) => !parent);
  const body = outer.map((known) => {
    const { title } = known;
    const isLevels = known === levelField?.section;
    const level = isLevels ? '- Quality Level: production\n\n' : '';
    // Gates are read from the whole section, so this section must have the same size in all documents.
    const length = isLevels ? 1 : parts;
    const all = Array.from({ length }, (_, nth) => `### Part ${nth}\n\n${PROSE}\n`);
    return `## ${title}\n\n${level}${PROSE}\n\n${all.join('\n')}`;
  });
  return `---\ntitle: Payments\n---\n\n# Technical Design\n\n${body.join('\n')}`;
}

const PROSE =
  'The till takes the card, 99 % of the time within 2 s, and tells the customer when it does not.';

/** Counts comparisons with and searches for texts of a section. */
function countUses(section: TemplateSection, work: Work): void {
  const { wordings, topics } = section;
  const counted = {
    wordings: {
      includes(source: string) {
        work.comparisons++;
        return wordings.includes(source);
      },
    },
    topics: topics.map((topic) => ({
      ...topic,
      isMentioned(text: string) {
        work.searches++;
        return topic.isMentioned(text);
      },
    })),
  };
  Object.assign(section, counted);
}
