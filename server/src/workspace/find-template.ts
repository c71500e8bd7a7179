import type { TemplateFile } from '../template/template-file.ts';
import { isWithin, resolveUri } from '../text/uri.ts';
import { quoted } from '../yaml/words.ts';
import type { KnownTemplate, TemplateMap } from './environment.ts';
import type { FileCache } from './last-good.ts';

/** The templates to search. */
export interface TemplateFiles {
  readonly builtin: readonly KnownTemplate[];
  readonly templates: FileCache<TemplateFile>;
}

/** How the path of a template is resolved. */
export interface PathBase {
  /** The URI of the folder that the path is relative to. */
  readonly base: string;
  /** The URIs of the folders that the path must stay in; `undefined` if it may lead anywhere. */
  readonly bounds: readonly string[] | undefined;
}

/** Finds a template by its name or path. Returns a message in one or two sentences if there is none. */
export async function findTemplate(
  { builtin, templates }: TemplateFiles,
  { base, bounds }: PathBase,
  target: string,
  origin: TemplateMap['by'],
): Promise<KnownTemplate | string> {
  const named = builtin.find(({ id }) => id === target);
  if (named) return named;
  const isMarkdown = /\.(?:md|markdown)$/i.test(target);
  const uri = isMarkdown ? resolveUri(`${base}/x`, encodePath(target)) : undefined;
  if (uri === undefined) return notFound(builtin, target);
  if (bounds?.some((folder) => isWithin(folder, uri)) === false)
    return `${quoted(target)} is outside the workspace, so it is not read. Move the template into the workspace.`;
  const versions = await templates.read(uri, bounds);
  if (!versions)
    return `There is no file ${quoted(target)}, so these documents are not checked. Correct the path.`;
  const { template } = versions.lastGood;
  return { id: template.id, template, origin, linesAbove: 0, uri, file: versions.current };
}

function notFound(builtin: readonly KnownTemplate[], target: string): string {
  const names = builtin.map(({ id }) => id).join(', ');
  return /[/\\]/.test(target)
    ? `${quoted(target)} is not the path of a Markdown file. Use a path relative to this folder, such as “templates/rfc.md”.`
    : `There is no template ${quoted(target)}. Use the path of a Markdown file, or one of ${names}.`;
}

/** Percent-encodes a path. A lone surrogate, which a URI cannot contain, becomes U+FFFD. */
function encodePath(path: string): string {
  return path
    .split(/\/+/)
    .map((segment) => encodeURIComponent(segment.replace(/[\uD800-\uDFFF]/gu, '\uFFFD')))
    .join('/');
}
