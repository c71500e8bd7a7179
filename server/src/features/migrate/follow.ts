import { readOutline } from '../../structure/sections.ts';
import type { TextEdit } from '../../text/range.ts';
import { decodeUri, resolveUri } from '../../text/uri.ts';
import { type Open, readPage } from '../navigation/links.ts';
import type { Anchors } from './carry.ts';

/** The anchors that changed, by the decoded URI of their document. */
export type ChangedAnchors = ReadonlyMap<string, Anchors>;

export interface Following {
  /** The edits that let a file's links follow. */
  readonly edits: readonly TextEdit[];
  /** The links whose headings are gone, as they are written. */
  readonly lost: readonly string[];
}

/** What the headings of other documents that have new names mean for the links of a Markdown file. */
export function followAnchors(source: Open, changed: ChangedAnchors): Following {
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
