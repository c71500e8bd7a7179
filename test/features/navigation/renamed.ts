import assert from 'node:assert/strict';
import { anchorsOf } from '../../../server/src/features/navigation/anchors.ts';
import { readPage } from '../../../server/src/features/navigation/links.ts';
import { headingOfLink } from '../../../server/src/features/navigation/references.ts';
import type { Source } from '../../../server/src/service/service.ts';
import { readOutline } from '../../../server/src/structure/sections.ts';
import { applyEdits, contains } from '../../../server/src/text/range.ts';
import { type Files, nameOf, open } from './files.ts';

/**
 * All documents after a rename at the cursor, or why it was refused. Whatever the rename, the headings stay as many
 * and of the same ranks, and every link that led to a heading leads to the same one. One that led nowhere may lead to
 * the new name.
 */
export function renamed(files: Files, name: string): string | (readonly [Source, string])[] {
  const { source, offset } = files.cursor ?? assert.fail('there is a cursor, $0');
  const result = files.navigation.rename(source, offset, name);
  if (!result || 'refusal' in result) return result?.refusal ?? 'nothing';
  const after = files.sources.map((each) => {
    const edits = result.changes.find((change) => change.source === each)?.edits ?? [];
    const { text } = each.markdown;
    for (const { start, end, newText } of edits)
      assert.notEqual(newText, text.slice(start, end), 'no idle edit');
    return [each, applyEdits(text, edits)] as const;
  });
  const reopened = after.map(([{ uri }, text]) => open(nameOf(uri), text));
  assert.deepEqual(reopened.map(ranks), files.sources.map(ranks), 'headings stay as they are');
  const led = leads(files.sources);
  const now = leads(reopened).map((to, index) => (led[index] === NOWHERE ? NOWHERE : to));
  assert.deepEqual(now, led, 'every link leads to the same heading');
  return after;
}

function ranks({ markdown }: Source): string[] {
  return anchorsOf(markdown).map(({ heading: { rank, setext } }) => `${rank} ${setext}`);
}

/** For each link, save those in headings, the document and the number of the heading that it leads to. */
function leads(sources: readonly Source[]): string[] {
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
