import type { DesignDocument } from '../document/document.ts';
import { insertBlock } from '../document/edits/insert.ts';
import { lineStartAt } from '../document/edits/whole-lines.ts';
import { lineIn } from '../markdown/markdown.ts';
import type { Passage } from '../markdown/passage.ts';
import { frontMatterFields } from '../structure/fields.ts';
import { memo } from '../text/memo.ts';
import { defineRule, type Found } from './rule.ts';

export default defineRule<Found>({
  id: 'missing-title',
  group: 'structure',
  severity: 'warning',
  summary: 'The document has no title: no level 1 heading, and no `title` in its front matter.',
  why: 'Lists, searches, and links identify a document by its title.',
  examples: {
    bad: `<!-- Phase 0: Project Basics -->
## Overview
~~~~~~~~~~~
Customers pay by card.

## Quality
- Quality Level: experiment
`,
    good: `---
title: Payments
---

## Overview
Customers pay by card.

## Quality
- Quality Level: experiment
`,
    fixed: `# Technical Design

<!-- Phase 0: Project Basics -->
## Overview
Customers pay by card.

## Quality
- Quality Level: experiment
`,
  },
  *find(document) {
    const { template, markdown, outline } = document;
    if (!template.hasTitle || hasTitle(document)) return;
    yield { at: outline.sections[0]?.heading ?? lineIn(markdown, 0) };
  },
  message: () =>
    'The document has no title, so lists and links show only its file name. Start it with a level 1 heading.',
  fix(_, document) {
    const { template, markdown } = document;
    if (!template.fixedTitle) return [];
    const edit = insertBlock(markdown.text, titleOffset(document), `# ${template.fixedTitle}`);
    return [{ title: `Insert “# ${template.fixedTitle}”`, edits: [edit], preferred: true }];
  },
});

/** Whether there is any title. One at the level of the sections, or a section at level 1, has only a heading level finding. */
function hasTitle({ markdown, outline, binding }: DesignDocument): boolean {
  const inFrontMatter = frontMatterFields(markdown).some(
    ({ name, value }) => name === 'title' && value.trim() !== '',
  );
  const highest = 1 + Math.max(0, binding.shift);
  const inHeadings = (): boolean =>
    outline.nodes.some(({ part: { rank, title } }) => rank <= highest && title !== '');
  const inHtml = (): boolean => {
    let found = false;
    outline.eachBody((passage) => {
      found ||= hasHtmlTitle(passage);
    });
    return found;
  };
  return inFrontMatter || inHeadings() || inHtml();
}

const hasHtmlTitle = memo(({ text, blocks }: Passage): boolean =>
  blocks.some(({ kind, start, end }) => kind === 'html' && /<h1[\s>]/i.test(text.slice(start, end))),
);

/** Before everything except comments, which apply to the whole file only if they are above the title. */
function titleOffset({ markdown: { text }, outline }: DesignDocument): number {
  const block = outline.preamble.find(({ kind }) => kind !== 'comment') ?? outline.sections[0];
  return block ? lineStartAt(text, block.start) : text.length;
}
