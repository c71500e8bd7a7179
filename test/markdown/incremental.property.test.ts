import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Markdown, parseMarkdown } from '../../server/src/markdown/markdown.ts';
import { applyEdits } from '../../server/src/text/range.ts';
import { editSteps } from '../support/edits.ts';
import fc, { runs } from '../support/property.ts';
import { documents } from './documents.ts';

test('after each of many edits, a document equals the parse of its text', () => {
  fc.assert(
    fc.property(
      fc.array(documents(), { minLength: 1, maxLength: 6 }),
      fc.array(editSteps(documents()), { maxLength: 25 }),
      fc.boolean(),
      (parts, all, frontMatter) => {
        let now = parseMarkdown(parts.join('\n'), { frontMatter });
        const before: string[] = [];
        for (const act of all) {
          const edit = act(now.text, before);
          before.push(now.text);
          now = now.edit([edit]);
          assert.equal(now.text, applyEdits(before.at(-1) as string, [edit]));
          assert.deepEqual(facts(now), facts(parseMarkdown(now.text, { frontMatter })), JSON.stringify(edit));
        }
      },
    ),
    { numRuns: runs(300) },
  );
});

test('chunks are adjacent, and each except the first begins with a heading', () => {
  fc.assert(
    fc.property(documents(), fc.array(editSteps(documents()), { maxLength: 10 }), (text, all) => {
      let now = parseMarkdown(text);
      for (const act of all) now = now.edit([act(now.text, [])]);
      const { list, starts } = now.chunks;
      const start = starts[0] ?? now.text.length;
      assert.equal(now.text.slice(start), list.map((chunk) => chunk.text).join(''));
      for (const [nth, chunk] of list.entries()) {
        assert.equal(now.text.slice(starts[nth], starts[nth + 1]), chunk.text);
        if (nth > 0) assert.equal(chunk.blocks[0]?.kind, 'heading');
      }
    }),
    { numRuns: runs(200) },
  );
});

function facts({ text, blocks, frontMatter, definitions }: Markdown): unknown {
  return { text, blocks, frontMatter, definitions };
}
