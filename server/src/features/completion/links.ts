import { linksIn } from '../../markdown/links.ts';
import type { Markdown } from '../../markdown/markdown.ts';
import { chunkAt } from '../../markdown/passage.ts';
import type { Range } from '../../text/range.ts';
import { decodeUri, relativeUri, resolveUri } from '../../text/uri.ts';
import { anchorsOf } from '../navigation/anchors.ts';
import type { Open, Page } from '../navigation/links.ts';
import { escapeSnippet } from '../snippet.ts';
import type { Completion } from './entry.ts';
import { type Place, placeAt } from './place.ts';

/** The character that opens the list of links by itself, where the host has none. */
export const LINK_TRIGGER = '(';

/** A link that is being written: what of it an entry replaces, and the file whose headings are wanted if no file is. */
export interface LinkPlace extends Range {
  readonly file: string | undefined;
}

/** A Markdown file that is no open design document; parsed where its headings are wanted. */
export interface OtherFile {
  readonly uri: string;
  readonly markdown?: Markdown;
}

/**
 * Where a link is being written at the cursor: behind `](` its file, behind `](#` or `](other.md#` one of the headings
 * there; `undefined` elsewhere.
 */
export function linkAt<S extends Open>(page: Page<S>, offset: number): LinkPlace | undefined {
  const place = placeAt(page.source.markdown, offset);
  const [, bracket, path = '', fragment] =
    /\]\((<?)([^\s()<>#]*)(?:#([^\s()<>]*))?$/.exec(place.before) ?? [];
  // Behind a scheme or a root the author knows better.
  if (bracket === undefined || /^(?:[a-z][a-z\d+.-]*:|\/)/i.test(path)) return undefined;
  const link = linkBeingWritten(page, place, bracket === '<');
  if (!link) return undefined;
  const rest = (fragment === undefined ? /^[^\s()<>#]*/ : /^[^\s()<>]*/).exec(place.after)?.[0] ?? '';
  return {
    start: offset - (fragment ?? path).length,
    end: offset + rest.length,
    file: fragment === undefined ? undefined : resolveUri(page.source.uri, link.href.replace(/#.*$/s, '')),
  };
}

/** What a link can lead to: the open design documents and the other files, or the headings of one of them. */
export function completeLinks<S extends Open>(
  page: Page<S>,
  offset: number,
  pages: readonly Page<S>[],
  others: readonly OtherFile[],
): readonly Completion[] | undefined {
  const link = linkAt(page, offset);
  if (!link) return undefined;
  const { start, end, file } = link;
  const entries = file === undefined ? paths(page, pages, others) : anchors(decodeUri(file), pages, others);
  return entries?.map(({ kind, label, detail, text, filterText = text }) => ({
    kind,
    label,
    detail,
    documentation: '',
    edit: { start, end, newText: escapeSnippet(text) },
    filterText,
  }));
}

interface Entry extends Pick<Completion, 'kind' | 'label' | 'detail'> {
  readonly text: string;
  readonly filterText?: string;
}

function anchors<S extends Open>(
  address: string,
  pages: readonly Page<S>[],
  others: readonly OtherFile[],
): Entry[] | undefined {
  const page = pages.find((each) => each.address === address);
  const markdown = page?.source.markdown ?? others.find(({ uri }) => decodeUri(uri) === address)?.markdown;
  if (!markdown) return undefined;
  return [...(page?.anchors.values() ?? anchorsOf(markdown))].map(({ title, name }) => ({
    kind: 'anchor',
    label: name,
    detail: title,
    text: name,
  }));
}

/** The paths from this document, those of the open design documents first. */
function paths<S extends Open>(
  page: Page<S>,
  pages: readonly Page<S>[],
  others: readonly OtherFile[],
): Entry[] {
  const open = new Set(pages.map(({ address }) => address));
  const closed = others.filter(({ uri }) => !open.has(decodeUri(uri)));
  const targets = [...pages.map(titled), ...closed.map(({ uri }) => ({ uri, title: '' }))];
  return targets.flatMap(({ uri, title }) => {
    const path = relativeUri(page.source.uri, uri);
    if (path === undefined || decodeUri(uri) === page.address) return [];
    return {
      kind: 'file',
      label: decodeUri(path),
      detail: title,
      text: path,
      filterText: `${path} ${title}`,
    };
  });
}

/** The link around the cursor once it is closed there; in code or behind an escape it is none. */
function linkBeingWritten<S extends Open>({ source }: Page<S>, { offset }: Place, isBracketed: boolean) {
  const newText = isBracketed ? 'x>)' : 'x)';
  const closed = source.markdown.edit([{ start: offset, end: offset, newText }]);
  const chunk = chunkAt(closed, offset);
  return (chunk ? linksIn(chunk) : []).find(
    ({ target: at, label, fragment }) =>
      label === undefined && (fragment?.end === offset + 1 || (at.start <= offset && offset < at.end)),
  );
}

/** An open document, by the title that its author gave it. */
function titled<S extends Open>({ source: { uri, markdown }, outline }: Page<S>) {
  const { frontMatter } = markdown;
  const fields = frontMatter?.fields ?? [];
  const title = outline.sections.find(({ rank }) => rank === 1)?.title;
  return { uri, title: title ?? fields.find(({ key }) => key === 'title')?.value ?? '' };
}
