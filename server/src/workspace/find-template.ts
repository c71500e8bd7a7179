import type { TemplateFile } from '../template/template-file.ts';
import { isWithin, resolveUri } from '../text/uri.ts';
import { quoted } from '../yaml/words.ts';
import type { KnownTemplate, TemplateMap } from './environment.ts';
import type { Readings } from './last-good.ts';

/** Where templates are looked for. */
export interface TemplateFiles {
  readonly builtin: readonly KnownTemplate[];
  readonly templates: Readings<TemplateFile>;
}

/** From where a template's path leads on, and the folders that it must not leave; the user's own word may lead anywhere. */
export interface Start {
  readonly base: string;
  readonly bounds: readonly string[] | undefined;
}

/** A template by its name or its path, or why there is none. */
export async function findTemplate(
  { builtin, templates }: TemplateFiles,
  { base, bounds }: Start,
  target: string,
  origin: TemplateMap['by'],
): Promise<KnownTemplate | string> {
  const named = builtin.find(({ id }) => id === target);
  if (named) return named;
  const isMarkdown = /\.(?:md|markdown)$/i.test(target);
  const uri = isMarkdown ? resolveUri(`${base}/x`, encodePath(target)) : undefined;
  if (uri === undefined) return notFound(builtin, target);
  if (bounds?.some((folder) => isWithin(folder, uri)) === false)
    return `${quoted(target)} leads out of the workspace, so it is not read. Put the template into the workspace.`;
  const found = await templates.read(uri, bounds);
  if (!found)
    return `There is no file ${quoted(target)} here, so these documents are not checked. Correct the path.`;
  const { template } = found.good;
  return { id: template.id, template, origin, linesAbove: 0, uri, file: found.now };
}

function notFound(builtin: readonly KnownTemplate[], target: string): string {
  const names = builtin.map(({ id }) => id).join(', ');
  return /[/\\]/.test(target)
    ? `${quoted(target)} is no path of a Markdown file from here. Write it relative to this folder, as in “templates/rfc.md”.`
    : `There is no template ${quoted(target)}. Give the path of a Markdown file, or one of ${names}.`;
}

/** A path as it stands in a URI; half a character in it, which no URI can hold, stands as the one for unknown ones. */
function encodePath(path: string): string {
  return path
    .split(/\/+/)
    .map((segment) => encodeURIComponent(segment.replace(/[\uD800-\uDFFF]/gu, '\uFFFD')))
    .join('/');
}
