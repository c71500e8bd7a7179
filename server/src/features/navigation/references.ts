import type { Link } from '../../markdown/links.ts';
import { contains, type Range } from '../../text/range.ts';
import type { Anchor } from './anchors.ts';
import { type MarkdownFile, type Page, targetOf } from './links.ts';

/** A range in a file. */
export interface FileRange<S extends MarkdownFile> {
  readonly source: S;
  readonly range: Range;
}

/** A heading of an open document, which links can point to. */
export interface LinkedHeading<S extends MarkdownFile> {
  readonly page: Page<S>;
  readonly anchor: Anchor;
}

/** The link at an offset; the innermost if links are nested. */
function linkAt<S extends MarkdownFile>(page: Page<S>, offset: number): Link | undefined {
  return page.links.find((link) => contains(link, offset));
}

/** The heading that the link at an offset points to, with the link; otherwise the heading at the offset. */
export function linkedHeadingAt<S extends MarkdownFile>(
  page: Page<S>,
  offset: number,
  pages: readonly Page<S>[],
): (LinkedHeading<S> & { readonly link?: Link }) | undefined {
  const link = linkAt(page, offset);
  const linked = link && headingOfLink(link, page, pages);
  if (linked) return { ...linked, link };
  const anchor = [...page.anchors.values()].find(({ heading }) => contains(heading, offset));
  return anchor && { page, anchor };
}

/** The heading that a link points to. */
export function headingOfLink<S extends MarkdownFile>(
  link: Link,
  page: Page<S>,
  pages: readonly Page<S>[],
): LinkedHeading<S> | undefined {
  const target = targetOf(link.href, page.source.uri, pages);
  return target?.page && target.anchor && { page: target.page, anchor: target.anchor };
}

/** The heading that the link at an offset points to. For a reference link without such a heading, its definition. */
export function definition<S extends MarkdownFile>(
  page: Page<S>,
  offset: number,
  pages: readonly Page<S>[],
): FileRange<S> | undefined {
  const link = linkAt(page, offset);
  if (!link) return undefined;
  const found = headingOfLink(link, page, pages);
  if (found) return { source: found.page.source, range: found.anchor.heading };
  const defined = link.label === undefined ? undefined : page.source.markdown.definitions.get(link.label);
  return defined && { source: page.source, range: defined };
}

/** Every link in `linking` to the heading at an offset, or to the heading that the link there points to. */
export function references<S extends MarkdownFile>(
  page: Page<S>,
  offset: number,
  pages: readonly Page<S>[],
  linking: readonly Page<S>[],
  withHeading: boolean,
): FileRange<S>[] {
  const found = linkedHeadingAt(page, offset, pages);
  if (!found) return [];
  const heading = { source: found.page.source, range: found.anchor.heading };
  const links = linking.flatMap((each) =>
    each.links
      .filter((link) => headingOfLink(link, each, [found.page])?.anchor === found.anchor)
      .map((link) => ({ source: each.source, range: link.target })),
  );
  return withHeading ? [heading, ...links] : links;
}
