import assert from 'node:assert/strict';
import { anchorsOf } from '../../../server/src/features/navigation/anchors.ts';
import { readPage } from '../../../server/src/features/navigation/links.ts';
import { headingOfLink } from '../../../server/src/features/navigation/references.ts';
import type { Source } from '../../../server/src/service/service.ts';
import { readOutline } from '../../../server/src/structure/sections.ts';
import { applyEdits, contains } from '../../../server/src/text/range.ts';
import { type Files, nameOf, open } from './files.ts';

/**
 * Renames at the cursor and returns all documents, or the reason why the rename is rejected. Asserts that the number
 * and levels of headings stay the same and that every link to a heading leads to the same heading. A link without a
 * target may lead to the new name.
 */
export function renamed(files: Files, name: string): string | (readonly [Source, string])[] {
  const { source, offset } = files.cursor ?? assert.fail('there is no cursor $0');
  const result = files.navigation.rename(source, offset, name);
  if (!result || 'refusal' in result) return result?.refusal ?? 'nothing';
  const after = files.sources.map((each) => {
    const edits = result.changes.find((change) => change.source === each)?.edits ?? [];
    const { text } = each.markdown;
    for (const { start, end, newText } of edits)
      assert.notEqual(newText, text.slice(start, end), 'every edit changes text');
    return [each, applyEdits(text, edits)] as const;
  });
  const reopened = after.map(([{ uri }, text]) => open(nameOf(uri), text));
  assert.deepEqual(reopened.map(ranks), files.sources.map(ranks), 'headings keep their number and levels');
  const before = targetsOf(files.sources);
  const now = targetsOf(reopened).map((to, index) => (before[index] === NOWHERE ? NOWHERE : to));
  assert.deepEqual(now, before, 'every link leads to the same heading');
  return after;
}

function ranks({ markdown }: Source): string[] {
  return anchorsOf(markdown).map(({ heading: { rank, setext } }) => `${rank} ${setext}`);
}

/** For each link outside headings, the document and the index of the heading that it leads to. */
function targetsOf(sources: readonly Source[]): string[] {
  const pages = sources.map((source) => readPage(source, readOutline(source.markdown)));
  return pages.flatMap((page) =>
    page.links
      .filter((link) => ![...page.anchors.values()].some(({ heading }) => contains(heading, link.start)))
      .map((link) => {
        const found = headingOfLink(link, page, pages);
        return found
          ? `${nameOf(found.page.source.uri)} ${[...found.page.anchors.values()].indexOf(found.anchor)}`
          : NOWHERE;
      }),
  );
}

const NOWHERE = 'nowhere';
