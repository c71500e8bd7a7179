import { readOutline } from '../../structure/sections.ts';
import type { TextEdit } from '../../text/range.ts';
import { decodeUri, resolveUri } from '../../text/uri.ts';
import { type MarkdownFile, readPage } from '../navigation/links.ts';
import type { AnchorChanges } from './carry.ts';

/** The anchors that changed, by the decoded URI of their document. */
export type ChangedAnchors = ReadonlyMap<string, AnchorChanges>;

export interface LinkUpdates {
  /** The edits that update a file's links. */
  readonly edits: readonly TextEdit[];
  /** The links to removed headings, as written. */
  readonly lost: readonly string[];
}

/** Updates the links of a Markdown file to headings in other documents whose anchors changed. */
export function followAnchors(source: MarkdownFile, changed: ChangedAnchors): LinkUpdates {
  const own = decodeUri(source.uri);
  const edits: TextEdit[] = [];
  const lost: string[] = [];
  for (const { href, fragment } of readPage(source, readOutline(source.markdown)).links) {
    const [path = '', name = ''] = href.split(/#(.*)/s);
    const file = fragment && resolveUri(source.uri, path);
    const address = file === undefined ? undefined : decodeUri(file);
    const anchors = address === undefined || address === own ? undefined : changed.get(address);
    const wanted = decodeUri(name);
    if (!fragment || !anchors?.has(wanted)) continue;
    const newText = anchors.get(wanted);
    if (newText === undefined) lost.push(href);
    else edits.push({ ...fragment, newText });
  }
  return { edits, lost };
}
