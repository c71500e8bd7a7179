import type { Heading } from '../../markdown/blocks.ts';
import { leafSource } from '../../markdown/markdown.ts';
import { contains, type Range, type TextEdit } from '../../text/range.ts';
import { anchorsOf } from './anchors.ts';
import type { Open, Page } from './links.ts';
import { type Landmark, landmarkAt, landmarkOf } from './references.ts';

/** Why a rename cannot be done, in words for the author. */
export interface Refusal {
  readonly refusal: string;
}

/** What is renamed at a place: where it stands there, and the heading's text as it is written. */
export interface Renamable {
  readonly range: Range;
  readonly text: string;
}

/** The edits of a rename, for each file that it changes. */
export interface Renaming<S extends Open> {
  /** What the author is asked to look at before it is done, if it rests on words that may mean something else. */
  readonly review?: string;
  readonly changes: readonly { readonly source: S; readonly edits: readonly TextEdit[] }[];
}

export function renamable<S extends Open>(
  page: Page<S>,
  offset: number,
  pages: readonly Page<S>[],
): Renamable | Refusal {
  const found = landmarkAt(page, offset, pages);
  if (!found) return NOTHING;
  const { heading } = found.anchor;
  const { start, end } = found.link ?? textRange(heading);
  return {
    range: { start, end },
    text: leafSource(found.page.source.markdown.text, heading).replaceAll('\n', ' '),
  };
}

/**
 * Gives a heading another text, and every link to it in `linking` the anchor that follows from it. Where headings read
 * alike the anchors of others may change too, and links to those follow as well.
 */
export function rename<S extends Open>(
  page: Page<S>,
  offset: number,
  newName: string,
  pages: readonly Page<S>[],
  linking: readonly Page<S>[],
): Renaming<S> | Refusal {
  const found = landmarkAt(page, offset, pages);
  if (!found) return NOTHING;
  const name = newName.trim();
  const edit: TextEdit = { ...textRange(found.anchor.heading), newText: name };
  if (found.page.source.markdown.text.slice(edit.start, edit.end) === name) return { changes: [] };
  const names = namesAfter(found, edit);
  return 'refusal' in names ? names : withLinks(found.page, [edit], names, linking);
}

/** Edits of a page that give its anchors new names, in their order, and those of every link to them in `linking`. */
export function withLinks<S extends Open>(
  page: Page<S>,
  own: readonly TextEdit[],
  names: readonly string[],
  linking: readonly Page<S>[],
): Renaming<S> {
  const newNames = new Map([...page.anchors.values()].map((anchor, index) => [anchor, names[index]]));
  const changes = linking.map((each) => {
    const edits = each.links.flatMap((link): TextEdit[] => {
      const anchor = link.fragment && landmarkOf(link, each, [page])?.anchor;
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
    'There is nothing to rename: place the cursor on a heading, on a link to one that is open, or on a component’s name.',
};

/** The names of all anchors behind the edit, in order. It is refused if it would change more than the text. */
function namesAfter<S extends Open>(
  { page, anchor: { name } }: Landmark<S>,
  edit: TextEdit,
): readonly string[] | Refusal {
  const edited = page.source.markdown.edit([edit]);
  const anchors = anchorsOf(edited);
  const renamed = anchors[[...page.anchors.keys()].indexOf(name)];
  const isWhole =
    anchors.length === page.anchors.size &&
    renamed?.heading.lines.length === 1 &&
    leafSource(edited.text, renamed.heading) === edit.newText;
  if (!isWhole) return { refusal: `“${edit.newText}” would not be read as the text of this heading.` };
  if (renamed.name === '')
    return { refusal: 'A heading needs a letter or a digit, so that links can name it.' };
  return anchors.map((anchor) => anchor.name);
}

/** The heading's text, from its first line to its last, without `#`s or underline. */
function textRange({ start, lines }: Heading): Range {
  return { start: lines[0]?.start ?? start, end: lines.at(-1)?.end ?? start };
}
