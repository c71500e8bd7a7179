import { linksOf } from '../markdown/links.ts';
import { frontMatterFields, leafText } from '../markdown/markdown.ts';
import { decodeUri, relativeUri } from '../text/uri.ts';
import type { Completion } from './completion.ts';
import { type Open, type Page, targetOf } from './links.ts';
import { type Place, placeAt } from './place.ts';
import { escapeSnippet } from './snippet.ts';

/** The character that opens the list of links by itself, where the host has none. */
export const LINK_TRIGGER = '(';

/** A file that a link can lead to, whether it is open or not. */
export interface LinkTarget {
  readonly uri: string;
  readonly title: string;
}

/**
 * What a link can lead to: behind `](` the other design documents, behind `](#` or `](other.md#` the headings there;
 * `undefined` where no link is being written.
 */
export function completeLinks<S extends Open>(
  page: Page<S>,
  offset: number,
  pages: readonly Page<S>[],
  targets: readonly LinkTarget[] = pages.map(linkTarget),
): readonly Completion[] | undefined {
  const place = placeAt(page.source.markdown.text, offset);
  return completeAnchors(page, place, pages) ?? completePaths(page, place, targets);
}

function completeAnchors<S extends Open>(
  page: Page<S>,
  place: Place,
  pages: readonly Page<S>[],
): readonly Completion[] | undefined {
  const { offset, before, after } = place;
  const typed = /\]\((<?)[^\s()<>#]*#([^\s()<>]*)$/.exec(before);
  const link = typed && linkBeingWritten(page, place, typed[1] === '<');
  const target = link && targetOf(link.href, page.source.uri, pages)?.page;
  if (!typed || !target) return undefined;
  const start = offset - (typed[2] as string).length;
  const end = offset + (/^[^\s()<>]*/.exec(after)?.[0].length ?? 0);
  return [...target.anchors.values()].map(({ heading, name }) => ({
    kind: 'anchor',
    label: name,
    detail: leafText(target.source.markdown.text, heading).trim(),
    documentation: '',
    edit: { start, end, newText: escapeSnippet(name) },
    filterText: name,
  }));
}

/** The paths from this document; behind a root or a scheme the author knows better. */
function completePaths<S extends Open>(
  page: Page<S>,
  place: Place,
  targets: readonly LinkTarget[],
): readonly Completion[] | undefined {
  const { offset, before, after } = place;
  const typed = /\]\((<?)((?![a-z][a-z\d+.-]*:|\/)[^\s()<>#]*)$/i.exec(before);
  if (!typed || !linkBeingWritten(page, place, typed[1] === '<')) return undefined;
  const start = offset - (typed[2] as string).length;
  const end = offset + (/^[^\s()<>#]*/.exec(after)?.[0].length ?? 0);
  return targets.flatMap(({ uri, title }) => {
    const path = relativeUri(page.source.uri, uri);
    if (path === undefined || decodeUri(uri) === page.address) return [];
    return {
      kind: 'file',
      label: decodeUri(path),
      detail: title,
      documentation: '',
      edit: { start, end, newText: escapeSnippet(path) },
      filterText: `${path} ${title}`,
    };
  });
}

/** The link around the cursor once it is closed there; in code or behind an escape it is none. */
function linkBeingWritten<S extends Open>({ source }: Page<S>, { offset }: Place, isBracketed: boolean) {
  const newText = isBracketed ? 'x>)' : 'x)';
  const closed = source.markdown.edit([{ start: offset, end: offset, newText }]);
  return linksOf(closed).find(
    ({ at, label, fragment }) =>
      label === undefined && (fragment?.end === offset + 1 || (at.start <= offset && offset < at.end)),
  );
}

/** An open document, by the title that its author gave it. */
function linkTarget<S extends Open>({ source: { uri, markdown }, outline }: Page<S>): LinkTarget {
  const { text, frontMatter } = markdown;
  const fields = frontMatter ? frontMatterFields(text, frontMatter) : [];
  const title = outline.sections.find(({ rank }) => rank === 1)?.title;
  return { uri, title: title ?? fields.find(({ key }) => key === 'title')?.value ?? '' };
}
