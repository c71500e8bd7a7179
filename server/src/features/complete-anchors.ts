import { linksOf } from '../markdown/links.ts';
import { leafText } from '../markdown/markdown.ts';
import { type Completion, placeAt } from './completion.ts';
import { type Open, type Page, targetOf } from './links.ts';
import { escapeSnippet } from './snippet.ts';

/** The headings that a link can name behind `](#` or `](other.md#`; `undefined` where no link is being written. */
export function completeAnchors<S extends Open>(
  { source: { uri, markdown } }: Page<S>,
  offset: number,
  pages: readonly Page<S>[],
): readonly Completion[] | undefined {
  const { before, after } = placeAt(markdown.text, offset);
  const typed = /\]\((<?)[^\s()<>#]*#([^\s()<>]*)$/.exec(before);
  if (!typed) return undefined;
  // Closed here, it must read as a link: in code or behind an escape it is none.
  const newText = typed[1] === '<' ? 'x>)' : 'x)';
  const closed = markdown.edit([{ start: offset, end: offset, newText }]);
  const link = linksOf(closed).find(({ fragment }) => fragment?.end === offset + 1);
  const page = link && targetOf(link.href, uri, pages)?.page;
  const start = offset - (typed[2] as string).length;
  const end = offset + (/^[^\s()<>]*/.exec(after)?.[0].length ?? 0);
  if (!page) return undefined;
  return [...page.anchors.values()].map(({ heading, name }) => ({
    kind: 'anchor',
    label: name,
    detail: leafText(page.source.markdown.text, heading).trim(),
    documentation: '',
    edit: { start, end, newText: escapeSnippet(name) },
    filterText: name,
  }));
}
