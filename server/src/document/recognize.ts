import type { Markdown } from '../markdown/markdown.ts';
import { inComments } from '../markdown/passage.ts';
import { moveAll } from '../markdown/place.ts';
import { readTemplateDirective } from '../structure/directives.ts';
import type { PhaseMarker } from '../structure/phase-marker.ts';
import type { Outline } from '../structure/sections.ts';
import type { Template } from '../template/template.ts';
import { fold, foldHeading } from '../text/fold.ts';
import type { Range } from '../text/range.ts';
import { findLevelUses } from './level.ts';
import { markersIn } from './markers.ts';

/**
 * What a Markdown file is; see docs/reference.md, "Which files are design documents". A candidate gets completion and
 * hovers but no findings. A template gets only the findings for template files.
 */
export interface Recognition {
  readonly kind: 'document' | 'candidate' | 'template' | 'none';
  readonly why:
    | 'directive'
    | 'front-matter'
    | 'config'
    | 'settings'
    | 'option'
    | 'marker'
    | 'level'
    | 'headings'
    | 'title'
    | 'file-name'
    | 'nothing';
  readonly template: Template | undefined;
  /** The name of a template that does not exist, and its range in the file. */
  readonly unknownTemplate: NamedTemplate | undefined;
}

/** What the environment of a file says about it. */
export interface RecognitionContext {
  /** The templates that a directive or front matter can name. */
  readonly templates: readonly TemplateEntry[];
  /** The template whose documents are recognized by their content. */
  readonly recognized: Template | undefined;
  /** The mapping of the file, and where it comes from. If its template is `undefined`, the file is not a document. */
  readonly mapped: { readonly by: MappingSource; readonly template: Template | undefined } | undefined;
  /** Where the file is used as a template; `undefined` if it is not. */
  readonly templateSource: MappingSource | undefined;
}

type MappingSource = 'option' | 'config' | 'settings';

interface TemplateEntry {
  readonly id: string;
  readonly template: Template;
}

interface NamedTemplate extends Range {
  readonly name: string;
}

/**
 * Decides what a file is. `path` is the path of its URI, or any other path that ends with the file name. The path and
 * the content are used only if nothing names a template explicitly.
 */
export function recognize(
  path: string,
  markdown: Markdown,
  outline: Outline,
  { templates, recognized: template, mapped, templateSource }: RecognitionContext,
): Recognition {
  const named = namedTemplate(markdown, outline);
  if (named && (named.why === 'directive' || !templateSource)) return fromName(named, templates);
  if (templateSource) return recognition('template', templateSource, undefined);
  if (mapped) return recognition(mapped.template ? 'document' : 'none', mapped.by, mapped.template);
  if (!template) return NOTHING;
  if (isTemplatePath(path) && isTemplate(markdown, outline, template))
    return recognition('template', 'file-name', template);
  const sign = findSign(markdown, outline, template);
  if (sign) return recognition('document', sign, template);
  if (!isCandidate(path, outline, template)) return NOTHING;
  return recognition('candidate', hasTitle(outline, template) ? 'title' : 'file-name', template);
}

const NOTHING: Recognition = {
  kind: 'none',
  why: 'nothing',
  template: undefined,
  unknownTemplate: undefined,
};

function recognition(
  kind: Recognition['kind'],
  why: Recognition['why'],
  template: Template | undefined,
): Recognition {
  return { kind, why, template, unknownTemplate: undefined };
}

/** A directive or front matter that names a template; `off` is a name too. */
interface TemplateName extends NamedTemplate {
  readonly why: Recognition['why'];
}

function fromName(named: TemplateName, templates: readonly TemplateEntry[]): Recognition {
  const { name, why } = named;
  if (name === 'off') return { ...NOTHING, why };
  const template = templates.find((known) => known.id === name)?.template;
  // An empty template is reported in its own file.
  if (template?.sections.length === 0) return { ...NOTHING, why };
  return template ? recognition('document', why, template) : { ...NOTHING, why, unknownTemplate: named };
}

function namedTemplate(markdown: Markdown, outline: Outline): TemplateName | undefined {
  const { frontMatter } = markdown;
  const [directive] = templateDirectives(outline);
  if (directive) return directive;
  if (!frontMatter) return undefined;
  const field = frontMatter.fields.find((found) => found.key === 'design-docs');
  const name =
    field?.entries.get('template') ??
    (field?.value === 'off' || field?.value === 'false' ? 'off' : undefined);
  return field && name !== undefined ? { name, why: 'front-matter', ...field.keyRange } : undefined;
}

/** The directives of a document that name a template or `off`, in document order and offsets. */
export function templateDirectives(outline: Outline): TemplateName[] {
  const names: TemplateName[] = [];
  outline.eachCommented((passage, origin) => names.push(...moveAll(directivesIn(passage), origin)));
  return names;
}

const directivesIn = inComments(({ start, end, body }, text): TemplateName | undefined => {
  const directive = readTemplateDirective(text.slice(body.start, body.end));
  const name = directive === 'off' ? directive : directive?.template;
  return name === undefined ? undefined : { name, why: 'directive', start, end };
});

/** The phase markers of a document, including malformed ones. */
function markersOf(outline: Outline): (PhaseMarker | 'malformed')[] {
  const readings: (PhaseMarker | 'malformed')[] = [];
  outline.eachCommented((passage) => {
    for (const { reading } of markersIn(passage)) readings.push(reading);
  });
  return readings;
}

/** See docs/reference.md, "Signs of a technical design". */
function findSign(markdown: Markdown, outline: Outline, template: Template): Recognition['why'] | undefined {
  if (markersOf(outline).some((reading) => isPhaseOf(template, reading))) return 'marker';
  if (hasLevel(markdown, outline, template)) return 'level';
  const names = new Set(outline.nodes.map(({ part }) => part.name));
  const found = template.sections.filter((section) => names.has(section.names[0] as string));
  return found.length > 0 && found.length * 2 >= template.sections.length ? 'headings' : undefined;
}

/** Whether a file with the path of a template is one; see docs/reference.md, "Template files". */
function isTemplate(markdown: Markdown, outline: Outline, template: Template): boolean {
  const { frontMatter } = markdown;
  if (markersOf(outline).some((reading) => reading !== 'malformed')) return true;
  if (frontMatter?.fields.some(({ key }) => key === 'design-docs')) return true;
  const uses = findLevelUses(markdown, outline, template, undefined);
  return uses.some(({ valueRange: at }) => markdown.slice(at.start, at.end).includes('|'));
}

/** Whether a marker names one of the template's phases. */
function isPhaseOf({ phases }: Template, marker: PhaseMarker | 'malformed'): boolean {
  const alternatives = marker === 'malformed' ? [] : marker.alternatives;
  return alternatives.some(({ number, name }) =>
    phases.some((phase) => phase.number === number && fold(phase.name) === fold(name)),
  );
}

/** Whether a document has a level field whose value is a level or the template's unchanged choice. */
function hasLevel(markdown: Markdown, outline: Outline, template: Template): boolean {
  const choice = fold(template.levelField?.choice ?? '');
  return findLevelUses(markdown, outline, template, undefined).some(
    ({ reading, valueRange: at }) =>
      reading.kind === 'set' || fold(markdown.slice(at.start, at.end)) === choice,
  );
}

function isCandidate(path: string, outline: Outline, template: Template): boolean {
  return hasTitle(outline, template) || isDesignFileName(path);
}

function hasTitle(outline: Outline, template: Template): boolean {
  if (template.fixedTitle === undefined) return false;
  const title = foldHeading(template.fixedTitle);
  return outline.nodes.some(({ part }) => part.rank === 1 && part.name.includes(title));
}

function isDesignFileName(path: string): boolean {
  return /(?:^|[/\\_.-])(?:technical[_-]design|design[_-]doc)\.(?:md|markdown)$/i.test(path);
}

function isTemplatePath(path: string): boolean {
  const name = path.replace(/^.*[/\\]/s, '');
  const isNamedOne = /__t__/i.test(name) && /\.(?:md|markdown)$/i.test(name);
  return isNamedOne || /[/\\]templates[/\\][^/\\]+$/i.test(path);
}
