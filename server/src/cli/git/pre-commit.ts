import { isDeepStrictEqual } from 'node:util';
import { isNode, isSeq, parseDocument } from 'yaml';

export const PRE_COMMIT_FILE = '.pre-commit-config.yaml';

/**
 * Adds a repository to the text of a pre-commit configuration. `entry` is the YAML list item, not indented. Returns
 * `undefined` if the configuration already has the hook. If `repos` is a block list, the rest of the text does not
 * change. Otherwise, the whole text is formatted again, with its comments. Throws an Error with the reason if the text
 * is not valid YAML or has no `repos` list.
 */
export function insertHook(text: string, hook: string, entry: string): string | undefined {
  const document = parseDocument(text);
  const [error] = document.errors;
  if (error) throw new Error(`It is not valid YAML: ${error.message.split('\n')[0]?.replace(/:$/, '.')}`);
  const repos = document.hasIn(['repos']) ? document.getIn(['repos']) : undefined;
  if (!isSeq(repos)) throw new Error('It has no “repos” list.');
  const list = repos.toJS(document) as readonly unknown[];
  if (list.some((repo) => hooksOf(repo).includes(hook))) return undefined;
  const [item] = parseDocument(entry).toJS() as [unknown];
  const wanted = [...list, item];
  const inserted = repos.flow ? undefined : withItem(text, repos.items.at(-1), entry);
  if (inserted && isDeepStrictEqual(parseDocument(inserted).toJS(), { ...document.toJS(), repos: wanted }))
    return inserted;
  repos.add(document.createNode(item));
  repos.flow = false;
  return `${document.toString({ lineWidth: 0 }).trimEnd()}\n`;
}

function hooksOf(repo: unknown): unknown[] {
  const { hooks } = (repo ?? {}) as { readonly hooks?: unknown };
  return Array.isArray(hooks) ? hooks.map((hook) => hook?.id) : [];
}

/**
 * Inserts an item after the last item of a block list, with the same indentation; `undefined` if the list is empty or
 * has another layout.
 */
function withItem(text: string, last: unknown, entry: string): string | undefined {
  const range = isNode(last) ? last.range : undefined;
  if (!range) return undefined;
  const lineStart = text.lastIndexOf('\n', range[0] - 1) + 1;
  const [, indent, gap] = /^(\s*)-(\s+)$/.exec(text.slice(lineStart, range[0])) ?? [];
  if (indent === undefined || gap === undefined) return undefined;
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = entry.trimEnd().split('\n');
  const shown = lines.map(
    (line, at) => indent + (at === 0 ? `-${gap}${line.slice(2)}` : gap + line.slice(1)),
  );
  const contentEnd = text.slice(0, range[1]).trimEnd().length;
  const lineEnd = /\r?\n|$/.exec(text.slice(contentEnd)) as RegExpExecArray;
  const end = contentEnd + lineEnd.index;
  return `${text.slice(0, end)}${lineBreak}${shown.join(lineBreak)}${text.slice(end) || lineBreak}`;
}
