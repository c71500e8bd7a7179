import assert from 'node:assert/strict';
import { test } from 'node:test';
import { leavesOf, type Markdown, parseMarkdown } from '../../server/src/markdown/markdown.ts';
import type { Finding } from '../../server/src/rules/check.ts';
import { DEFAULT_SETTINGS } from '../../server/src/settings.ts';
import { builtinTemplates, plainEnvironment } from '../../server/src/workspace/environment.ts';
import { designs } from '../rules/designs.ts';
import { TEMPLATES } from '../support/engine.ts';
import { filled, textOf } from '../support/filled.ts';
import fc, { runs } from '../support/property.ts';
import { createTestService } from '../support/service.ts';

const ENVIRONMENT = plainEnvironment(DEFAULT_SETTINGS, builtinTemplates());

/** Text to insert. Some of it changes findings in the whole document, and some of it rarely changes any. */
const WORDS = [
  ...['a', ' ', '.', ' the till ', '\n', '\n\n', '- ', '**x**', '1. ', '> ', '`', '| a | b |\n|---|---|\n'],
  ...[
    'TBD',
    'TODO: ',
    '<name>',
    'None',
    'N/A: ',
    'Not needed. ',
    'Risks: ',
    '**Goals:** ',
    '?',
    'Owner: Ada',
  ],
  ...[
    'Quality Level: secure',
    'Status: accepted',
    'rollback',
    'alert',
    'threat',
    '<!-- note -->',
    '<!-- TODO -->',
  ],
  ...[
    '<!-- design-docs-disable missing-topic: x -->',
    '<!-- Phase 2: x -->',
    '<h1>x</h1>',
    '# x\n',
    '### Goals\n',
    '---',
  ],
  ...[
    'der die das und ist nicht für mit ein eine ',
    '[x]',
    '[x]: /y\n',
    'Describe the problem.',
    'Fallback and alerts',
  ],
];

test('after each edit, a service with cached results finds the same as a new service', () => {
  const text = fc.oneof(
    designs(),
    ...TEMPLATES.map((template) =>
      filled(template).map(
        (document) => `<!-- design-docs: template=${template.id} -->\n${textOf(document)}`,
      ),
    ),
  );
  const edits = fc.array(
    fc.record({
      where: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
      isProse: fc.oneof({ weight: 3, arbitrary: fc.constant(true) }, fc.constant(false)),
      taken: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(12)),
      word: fc.oneof(fc.constantFrom('a', 'till ', ', they say'), fc.constantFrom(...WORDS)),
      comparesFixes: fc.boolean(),
    }),
    { minLength: 1, maxLength: 25 },
  );
  fc.assert(
    fc.property(text, edits, (begun, all) => {
      const service = createTestService();
      let markdown = parseMarkdown(begun);
      service.findings(sourceOf(markdown));
      for (const { where, isProse, taken, word, comparesFixes } of all) {
        const start = isProse ? offsetInParagraph(markdown, where) : Math.floor(where * markdown.length);
        markdown = markdown.edit([{ start, end: Math.min(markdown.length, start + taken), newText: word }]);
        const fresh = createTestService().findings(sourceOf(parseMarkdown(markdown.text)));
        const form = comparesFixes ? withFixes : withoutFixes;
        assert.deepEqual(service.findings(sourceOf(markdown)).map(form), fresh.map(form), markdown.text);
      }
    }),
    { numRuns: runs(500) },
  );
});

/** An offset within a paragraph. */
function offsetInParagraph(markdown: Markdown, where: number): number {
  const paragraphs = leavesOf(markdown.blocks).filter(({ kind }) => kind === 'paragraph');
  const { start, end } = paragraphs[Math.floor(where * paragraphs.length)] ?? { start: 0, end: 0 };
  return start + Math.floor((where * 7919) % (end - start + 1));
}

const DESIGN = `<!-- design-docs: template=technical-design -->
# Technical Design

<!-- Phase 0: Project Basics -->
## Overview
The till takes the card.

## Goals and Non-Goals
- Goals: 99 % of payments end within 2 s.

<!-- Phase 1: Core Technical -->
## Architecture
The till talks to the bank.

<!-- Phase 0: Project Basics -->
## Quality
- Quality Level: production
- Entry/Exit criteria: tests

## Open Questions
- Who pays for refunds? Owner: Ada, by 2027-03-01.

## Notes
The bank is slow.
`;

const ENHANCEMENT = `<!-- design-docs: template=enhancement -->
# Payments by card

<!-- Phase 2: Implementable -->
## Proposal
The till takes the card.

**Risks and Mitigations:** the bank may not answer, so the till asks it twice.
`;

const TITLES = ` Payments
===

Words.

<!-- design-docs: template=technical-design -->
# Payments by card
`;

/** Edits in one chunk that change findings elsewhere, one for each kind of information that chunks contribute. */
const CASES = [
  {
    name: 'the level',
    text: DESIGN,
    from: 'The bank is slow.',
    to: '| Quality Level | secure |\n| --- | --- |',
  },
  {
    name: 'the measure of a goal',
    text: DESIGN,
    from: '99 % of payments end within 2 s',
    to: 'Payments end soon',
  },
  { name: 'where the title starts', text: TITLES, from: ' Payments\n', to: '#  Payments\n' },
  { name: 'a heading to one of the template', text: DESIGN, from: '## Notes', to: '## Components' },
  { name: 'a gate', text: DESIGN, from: 'criteria: tests', to: 'criteria: runbooks' },
  {
    name: 'the next phase marker',
    text: DESIGN,
    from: 'Phase 0: Project Basics -->\n## Quality',
    to: 'Phase 1: Core Technical -->\n## Quality',
  },
  { name: 'the owner of a question', text: DESIGN, from: ' Owner: Ada, by 2027-03-01.', to: '' },
  {
    name: 'a label that stands for a section',
    text: ENHANCEMENT,
    from: '**Risks and Mitigations:** t',
    to: 'T',
  },
  {
    name: 'the language of the document',
    text: DESIGN,
    from: 'The till takes the card.',
    to: 'Die Kasse nimmt die Karte und wird nicht mit der Bank auf sich von zu und auch nicht bei wir, oder wenn die Bank nicht wird, und das ist für die Kasse nicht der.',
  },
];

for (const { name, text, from, to } of CASES) {
  test(`an edit that changes ${name} updates the findings that depend on it`, () => {
    const service = createTestService();
    const before = parseMarkdown(text);
    const form = ({ message, related }: Finding): unknown => [message, related];
    const found = service.findings(sourceOf(before)).map(form);
    const start = text.indexOf(from);
    const after = before.edit([{ start, end: start + from.length, newText: to }]);
    const fresh = createTestService().findings(sourceOf(parseMarkdown(after.text)));
    assert.notDeepEqual(
      fresh.map(({ message }) => message),
      found,
    );
    assert.deepEqual(service.findings(sourceOf(after)).map(withoutFixes), fresh.map(withoutFixes));
  });
}

function sourceOf(markdown: Markdown) {
  return { uri: 'file:///home/design-doc.md', markdown, environment: ENVIRONMENT };
}

/** A finding as it is sent to an editor. */
function withoutFixes({ rule, severity, message, start, end, related, parts }: Finding): object {
  return { rule, severity, message, start, end, related, parts };
}

/** A finding with its fixes. A section that a fix renames is represented by its offset. */
function withFixes(finding: Finding): object {
  const fixes = finding.fixes().map(({ renames, ...fix }) => ({ ...fix, renames: renames?.start }));
  return { ...withoutFixes(finding), fixes, safe: finding.safeFix?.()?.title };
}
