import { linksIn } from '../../markdown/links.ts';
import type { Markdown } from '../../markdown/markdown.ts';
import { chunkAt } from '../../markdown/passage.ts';
import type { Range } from '../../text/range.ts';
import { decodeUri, relativeUri, resolveUri } from '../../text/uri.ts';
import { anchorsOf } from '../navigation/anchors.ts';
import type { MarkdownFile, Page } from '../navigation/links.ts';
import { escapeSnippet } from '../snippet.ts';
import type { Completion } from './entry.ts';
import { type CursorContext, cursorContextAt } from './place.ts';

/** The character that opens the list of links in hosts that have no link completion. */
export const LINK_TRIGGER = '(';

/** A link that is being written: the range that a completion replaces. */
export interface UnfinishedLink extends Range {
  /** The URI of the file whose headings complete the link; `undefined` if the link's path is being written. */
  readonly file: string | undefined;
}

/** A Markdown file that is not an open design document. `markdown` is set only if its headings are needed. */
export interface OtherFile {
  readonly uri: string;
  readonly markdown?: Markdown;
}

/**
 * The link that is being written at the cursor. After `](` its path is completed, and after `](#` or `](other.md#` a
 * heading. `undefined` elsewhere.
 */
export function linkAt<S extends MarkdownFile>(page: Page<S>, offset: number): UnfinishedLink | undefined {
  const cursor = cursorContextAt(page.source.markdown, offset);
  const [, bracket, path = '', fragment] =
    /\]\((<?)([^\s()<>#]*)(?:#([^\s()<>]*))?$/.exec(cursor.before) ?? [];
  // Absolute URIs and paths are not completed.
  if (bracket === undefined || /^(?:[a-z][a-z\d+.-]*:|\/)/i.test(path)) return undefined;
  const link = linkBeingWritten(page, cursor, bracket === '<');
  if (!link) return undefined;
  const rest = (fragment === undefined ? /^[^\s()<>#]*/ : /^[^\s()<>]*/).exec(cursor.after)?.[0] ?? '';
  return {
    start: offset - (fragment ?? path).length,
    end: offset + rest.length,
    file: fragment === undefined ? undefined : resolveUri(page.source.uri, link.href.replace(/#.*$/s, '')),
  };
}

/** Link targets: the open design documents and the other files, or the headings of one of them. */
export function completeLinks<S extends MarkdownFile>(
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

interface LinkEntry extends Pick<Completion, 'kind' | 'label' | 'detail'> {
  readonly text: string;
  readonly filterText?: string;
}

function anchors<S extends MarkdownFile>(
  address: string,
  pages: readonly Page<S>[],
  others: readonly OtherFile[],
): LinkEntry[] | undefined {
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

/** Relative paths from this document, with open design documents first. */
function paths<S extends MarkdownFile>(
  page: Page<S>,
  pages: readonly Page<S>[],
  others: readonly OtherFile[],
): LinkEntry[] {
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

/** The link around the cursor, read as if it were closed there; `undefined` in code or after an escape. */
function linkBeingWritten<S extends MarkdownFile>(
  { source }: Page<S>,
  { offset }: CursorContext,
  isBracketed: boolean,
) {
  const newText = isBracketed ? 'x>)' : 'x)';
  const closed = source.markdown.edit([{ start: offset, end: offset, newText }]);
  const chunk = chunkAt(closed, offset);
  return (chunk ? linksIn(chunk) : []).find(
    ({ target: at, label, fragment }) =>
      label === undefined && (fragment?.end === offset + 1 || (at.start <= offset && offset < at.end)),
  );
}

/** An open document with its title. */
function titled<S extends MarkdownFile>({ source: { uri, markdown }, outline }: Page<S>) {
  const { frontMatter } = markdown;
  const fields = frontMatter?.fields ?? [];
  const title = outline.sections.find(({ rank }) => rank === 1)?.title;
  return { uri, title: title ?? fields.find(({ key }) => key === 'title')?.value ?? '' };
}
