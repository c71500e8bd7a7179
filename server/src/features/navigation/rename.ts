import type { Heading } from '../../markdown/blocks.ts';
import { leafSource } from '../../markdown/markdown.ts';
import { contains, type Range, type TextEdit } from '../../text/range.ts';
import { anchorsOf } from './anchors.ts';
import type { MarkdownFile, Page } from './links.ts';
import { headingOfLink, type LinkedHeading, linkedHeadingAt } from './references.ts';

/** Why a rename is refused, as a message for the author. */
export interface Refusal {
  readonly refusal: string;
}

/** What can be renamed at an offset: the range there, and the current text. */
export interface Renamable {
  readonly range: Range;
  readonly text: string;
}

/** The edits of a rename, for each file that it changes. */
export interface Renaming<S extends MarkdownFile> {
  /** The title of the changes for a review before they are applied; set if the text may have other meanings. */
  readonly review?: string;
  readonly changes: readonly { readonly source: S; readonly edits: readonly TextEdit[] }[];
}

export function renamable<S extends MarkdownFile>(
  page: Page<S>,
  offset: number,
  pages: readonly Page<S>[],
): Renamable | Refusal {
  const found = linkedHeadingAt(page, offset, pages);
  if (!found) return NOTHING;
  const { heading } = found.anchor;
  const { start, end } = found.link ?? textRange(heading);
  return {
    range: { start, end },
    text: leafSource(found.page.source.markdown.text, heading).replaceAll('\n', ' '),
  };
}

/**
 * Renames a heading and updates the anchors of every link to it in `linking`. If several headings have the same text,
 * anchors of other headings may change too. Links to those are also updated.
 */
export function rename<S extends MarkdownFile>(
  page: Page<S>,
  offset: number,
  newName: string,
  pages: readonly Page<S>[],
  linking: readonly Page<S>[],
): Renaming<S> | Refusal {
  const found = linkedHeadingAt(page, offset, pages);
  if (!found) return NOTHING;
  const name = newName.trim();
  const edit: TextEdit = { ...textRange(found.anchor.heading), newText: name };
  if (found.page.source.markdown.text.slice(edit.start, edit.end) === name) return { changes: [] };
  const names = namesAfter(found, edit);
  return 'refusal' in names ? names : withLinks(found.page, [edit], names, linking);
}

/** The page's own edits, which rename its anchors to `names` in order, with the edits of every link in `linking`. */
export function withLinks<S extends MarkdownFile>(
  page: Page<S>,
  own: readonly TextEdit[],
  names: readonly string[],
  linking: readonly Page<S>[],
): Renaming<S> {
  const newNames = new Map([...page.anchors.values()].map((anchor, index) => [anchor, names[index]]));
  const changes = linking.map((each) => {
    const edits = each.links.flatMap((link): TextEdit[] => {
      const anchor = link.fragment && headingOfLink(link, each, [page])?.anchor;
      const newText = anchor && newNames.get(anchor);
      const isReplaced = each === page && own.some((edit) => contains(edit, link.start));
      return newText === undefined || newText === anchor?.name || isReplaced
        ? []
        : [{ ...(link.fragment as Range), newText }];
    });
    return { source: each.source, edits: each === page ? [...own, ...edits] : edits };
  });
  return { changes: changes.filter(({ edits }) => edits.length > 0) };
}

const NOTHING: Refusal = {
  refusal:
    'Nothing to rename here. Place the cursor on a heading, a link to a heading in an open document, or a component name.',
};

/** The names of all anchors after the edit, in order. Refused if the edit would change more than the heading's text. */
function namesAfter<S extends MarkdownFile>(
  { page, anchor: { name } }: LinkedHeading<S>,
  edit: TextEdit,
): readonly string[] | Refusal {
  const edited = page.source.markdown.edit([edit]);
  const anchors = anchorsOf(edited);
  const renamed = anchors[[...page.anchors.keys()].indexOf(name)];
  const isWhole =
    anchors.length === page.anchors.size &&
    renamed?.heading.lines.length === 1 &&
    leafSource(edited.text, renamed.heading) === edit.newText;
  if (!isWhole) return { refusal: `“${edit.newText}” cannot be the text of this heading.` };
  if (renamed.name === '')
    return { refusal: 'A heading needs a letter or a digit so that links can point to it.' };
  return anchors.map((anchor) => anchor.name);
}

/** The range of the heading's text, from its first to its last line, without `#`s or the underline. */
function textRange({ start, lines }: Heading): Range {
  return { start: lines[0]?.start ?? start, end: lines.at(-1)?.end ?? start };
}
