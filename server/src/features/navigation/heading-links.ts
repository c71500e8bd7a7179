import { type Markdown, parseMarkdown } from '../../markdown/markdown.ts';
import { readOutline, type Section } from '../../structure/sections.ts';
import { applyEdits, type TextEdit } from '../../text/range.ts';
import { anchorsOf } from './anchors.ts';
import { type MarkdownFile, readPage } from './links.ts';
import { type Renaming, rename } from './rename.ts';

/**
 * Edits that rename a heading of a document, together with the edits of every link to that heading in the document and
 * in `others`. `others` can be any Markdown files.
 */
export function withHeadingLinks<S extends MarkdownFile>(
  source: S,
  { heading }: Section,
  edits: readonly TextEdit[],
  others: readonly S[],
): Renaming<S>['changes'] {
  const [first, last] = [heading.lines[0], heading.lines.at(-1)];
  const own = [{ source, edits }];
  if (!first || !last) return own;
  const { text } = source.markdown;
  const within = edits.map((edit) => ({
    ...edit,
    start: edit.start - first.start,
    end: edit.end - first.start,
  }));
  const pages = [source, ...others].map((each) => readPage(each, readOutline(each.markdown)));
  const [page] = pages;
  const title = applyEdits(text.slice(first.start, last.end), within);
  const renaming = page && rename(page, heading.start, title, [page], pages);
  return renaming && 'changes' in renaming && renaming.changes.length > 0 ? renaming.changes : own;
}

/** The anchor names that change when the edits are applied. */
export function changedAnchors(markdown: Markdown, edits: readonly TextEdit[]): string[] {
  const before = anchorsOf(markdown);
  const after = anchorsOf(parseMarkdown(applyEdits(markdown.text, edits)));
  return before.flatMap(({ name }, index) => (after[index]?.name === name ? [] : [name]));
}
