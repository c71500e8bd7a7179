import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DesignDocument } from '../../server/src/document/document.ts';
import { originOf } from '../../server/src/document/document.ts';
import { leavesOf, type Markdown, parseMarkdown, walkBlocks } from '../../server/src/markdown/markdown.ts';
import type { Finding } from '../../server/src/rules/check.ts';
import { RULES } from '../../server/src/rules/index.ts';
import { defineRule, type Found, type Rule } from '../../server/src/rules/rule.ts';
import { DEFAULT_SETTINGS } from '../../server/src/settings.ts';
import { fragmentOf, type SectionNode } from '../../server/src/structure/sections.ts';
import { memo } from '../../server/src/text/memo.ts';
import type { Range } from '../../server/src/text/range.ts';
import { builtinTemplates, plainEnvironment } from '../../server/src/workspace/environment.ts';
import { designs } from '../rules/designs.ts';
import { editSteps } from '../support/edits.ts';
import { TEMPLATES } from '../support/engine.ts';
import { filled, textOf } from '../support/filled.ts';
import fc, { runs } from '../support/property.ts';
import { createTestService } from '../support/service.ts';

/**
 * Rules that read different parts of a document, like rules that could be added later. The engine does not know them,
 * so everything that they read must be up to date after every edit.
 */
const ADDED: readonly Rule[] = [
  rule('reads-headings', function* ({ outline }) {
    for (const { heading, name } of outline.sections) if (name === 'miscellaneous') yield heading;
  }),
  rule('reads-all-headings', function* ({ outline }) {
    const seen = new Set<string>();
    for (const { heading, name } of outline.sections) {
      if (seen.has(name)) yield heading;
      seen.add(name);
    }
  }),
  rule('reads-prose', function* ({ markdown }) {
    for (const leaf of leavesOf(markdown.blocks))
      if (/\be/.test(markdown.text.slice(leaf.start, leaf.end))) yield leaf;
  }),
  rule('reads-comments', function* ({ markdown }) {
    for (const block of walkBlocks(markdown.blocks)) if (block.kind === 'comment') yield block;
  }),
  rule('reads-tables', function* ({ markdown }) {
    for (const block of walkBlocks(markdown.blocks))
      if (block.kind === 'table') yield* block.rows.filter(({ cells }) => cells.length % 2 === 1);
  }),
  rule('reads-another-section', function* ({ outline }) {
    const last = outline.sections.at(-1);
    const words = last?.blocks.length ?? 0;
    for (const { heading } of outline.sections.slice(0, words)) yield heading;
  }),
  rule('reads-the-length', function* ({ markdown, outline }) {
    if (markdown.length % 2 === 0 && outline.sections[0]) yield outline.sections[0].heading;
  }),
  rule('reads-front-matter', function* ({ markdown: { frontMatter } }) {
    for (const { keyRange: at } of frontMatter?.fields ?? []) yield at;
  }),
  rule('reads-bound-sections', function* (document) {
    for (const bound of document.sections) {
      if (!bound.node) continue;
      const by = originOf(document, bound);
      for (const { start, end } of longLines(bound.node)) yield { start: start + by, end: end + by };
    }
  }),
  rule('reads-markers-and-suppressions', function* ({ markers, suppressions }) {
    for (const { comment } of [...markers, ...suppressions]) yield comment;
  }),
];

/** A value that a rule may memoize for a section: ranges relative to it, computed again only if the section changes. */
const longLines = memo((node: SectionNode): readonly Range[] => {
  const { text, section } = fragmentOf(node);
  return leavesOf([...section.blocks, ...section.children.flatMap(({ blocks }) => blocks)]).filter(
    ({ start, end }) => text.slice(start, end).length > 20,
  );
});

function rule(id: string, find: (document: DesignDocument) => Iterable<Range>): Rule {
  return defineRule<Found>({
    ...{ id, group: 'content', severity: 'warning', summary: '', why: '', examples: { bad: '', good: '' } },
    *find(document) {
      for (const { start, end } of find(document)) yield { at: { start, end } };
    },
    message: ({ at }, { markdown }) => `${id}: ${markdown.slice(at.start, at.end)}`,
  });
}

const ENVIRONMENT = plainEnvironment(DEFAULT_SETTINGS, builtinTemplates());

(RULES as Rule[]).push(...ADDED);

test('an added rule finds the same after edits as in a newly parsed document', () => {
  const text = fc.oneof(designs(), ...TEMPLATES.map((template) => filled(template).map(textOf)));
  const edits = fc.array(editSteps(designs()), { minLength: 1, maxLength: 8 });
  const found = new Set<string>();
  fc.assert(
    fc.property(fc.constantFrom(...TEMPLATES.map(({ id }) => id)), text, edits, (name, begun, all) => {
      const service = createTestService();
      let markdown = parseMarkdown(`<!-- design-docs: template=${name} -->\n${begun}`);
      service.findings(sourceOf(markdown));
      for (const act of all) {
        markdown = markdown.edit([act(markdown.text, [])]);
        const fresh = createTestService()
          .findings(sourceOf(parseMarkdown(markdown.text)))
          .map(visibleParts);
        assert.deepEqual(service.findings(sourceOf(markdown)).map(visibleParts), fresh, markdown.text);
        for (const { rule } of fresh) found.add(rule);
      }
    }),
    { numRuns: runs(200) },
  );
  const silent = ADDED.filter(({ id }) => !found.has(id)).map(({ id }) => id);
  assert.deepEqual(
    silent.filter((id) => id !== 'reads-headings'),
    [],
    'every added rule finds something',
  );
});

test('a finding appears when the last letter of its heading is typed', () => {
  const service = createTestService();
  const before = parseMarkdown(`<!-- design-docs: template=technical-design -->
# Technical Design

## Overview
The till takes the card.

## Miscellaneou
Refunds go back to the card.
`);
  const count = (markdown: Markdown): number =>
    service.findings(sourceOf(markdown)).filter(({ rule }) => rule === 'reads-headings').length;
  assert.equal(count(before), 0);
  const end = before.text.indexOf('Miscellaneou') + 'Miscellaneou'.length;
  assert.equal(count(before.edit([{ start: end, end, newText: 's' }])), 1);
});

type VisibleParts = Pick<Finding, 'rule' | 'severity' | 'message' | 'start' | 'end' | 'related' | 'parts'>;

function sourceOf(markdown: Markdown) {
  return { uri: 'file:///home/design-doc.md', markdown, environment: ENVIRONMENT };
}

function visibleParts({ rule, severity, message, start, end, related, parts }: Finding): VisibleParts {
  return { rule, severity, message, start, end, related, parts };
}
