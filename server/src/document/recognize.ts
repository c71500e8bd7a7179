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
 * What kind of file a Markdown file is; see docs/reference.md, "Which files are design documents". A candidate gets
 * completion and hovers but no findings. A template file gets no document findings.
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
  /** A template's name that nobody knows, and where the file gives it. */
  readonly unknownTemplate: NamedTemplate | undefined;
}

/** What is known of the place of a file. */
export interface RecognitionContext {
  /** By the names that directives and front matter may give. */
  readonly templates: readonly KnownByName[];
  /** The one that files may be recognised by. */
  readonly recognized: Template | undefined;
  /** What the command line, the config file or the settings say of the file itself. */
  readonly mapped: { readonly by: NamedBy; readonly template: Template | undefined } | undefined;
  /** Who names the file as a template, if somebody does. */
  readonly isTemplateBy: NamedBy | undefined;
}

type NamedBy = 'option' | 'config' | 'settings';

interface KnownByName {
  readonly id: string;
  readonly template: Template;
}

interface NamedTemplate extends Range {
  readonly name: string;
}

/** `path` is the URI's path, or any name that ends in the file's own. */
export function recognize(
  path: string,
  markdown: Markdown,
  outline: Outline,
  { templates, recognized: template, mapped, isTemplateBy }: RecognitionContext,
): Recognition {
  const named = namedTemplate(markdown, outline);
  if (named && (named.why === 'directive' || !isTemplateBy)) return fromName(named, templates);
  if (isTemplateBy) return of('template', isTemplateBy, undefined);
  if (mapped) return of(mapped.template ? 'document' : 'none', mapped.by, mapped.template);
  if (!template) return NOTHING;
  if (isTemplatePath(path) && isTemplate(markdown, outline, template))
    return of('template', 'file-name', template);
  const sign = findSign(markdown, outline, template);
  if (sign) return of('document', sign, template);
  if (!looksLikeOne(path, outline, template)) return NOTHING;
  return of('candidate', hasTitle(outline, template) ? 'title' : 'file-name', template);
}

const NOTHING: Recognition = {
  kind: 'none',
  why: 'nothing',
  template: undefined,
  unknownTemplate: undefined,
};

function of(kind: Recognition['kind'], why: Recognition['why'], template: Template | undefined): Recognition {
  return { kind, why, template, unknownTemplate: undefined };
}

interface Naming extends NamedTemplate {
  readonly why: Recognition['why'];
}

function fromName(named: Naming, templates: readonly KnownByName[]): Recognition {
  const { name, why } = named;
  if (name === 'off') return { ...NOTHING, why };
  const template = templates.find((known) => known.id === name)?.template;
  // A template that nobody has written yet says so in its own file.
  if (template?.sections.length === 0) return { ...NOTHING, why };
  return template ? of('document', why, template) : { ...NOTHING, why, unknownTemplate: named };
}

function namedTemplate(markdown: Markdown, outline: Outline): Naming | undefined {
  const { frontMatter } = markdown;
  const [naming] = templateDirectives(outline);
  if (naming) return naming;
  if (!frontMatter) return undefined;
  const field = frontMatter.fields.find((found) => found.key === 'design-docs');
  const name =
    field?.entries.get('template') ??
    (field?.value === 'off' || field?.value === 'false' ? 'off' : undefined);
  return field && name !== undefined ? { name, why: 'front-matter', ...field.keyRange } : undefined;
}

/** The directives of a document that name a template, in document order. */
export function templateDirectives(outline: Outline): Naming[] {
  const namings: Naming[] = [];
  outline.eachCommented((passage, origin) => namings.push(...moveAll(namingsIn(passage), origin)));
  return namings;
}

const namingsIn = inComments(({ start, end, body }, text): Naming | undefined => {
  const directive = readTemplateDirective(text.slice(body.start, body.end));
  const name = directive === 'off' ? directive : directive?.template;
  return name === undefined ? undefined : { name, why: 'directive', start, end };
});

/** What the comments say that start like a phase marker. */
function markersOf(outline: Outline): (PhaseMarker | 'malformed')[] {
  const readings: (PhaseMarker | 'malformed')[] = [];
  outline.eachCommented((passage) => {
    for (const { reading } of markersIn(passage)) readings.push(reading);
  });
  return readings;
}

function findSign(markdown: Markdown, outline: Outline, template: Template): Recognition['why'] | undefined {
  if (markersOf(outline).some((reading) => isOf(template, reading))) return 'marker';
  if (hasLevel(markdown, outline, template)) return 'level';
  const names = new Set(outline.nodes.map(({ part }) => part.name));
  const known = template.sections.filter((section) => names.has(section.names[0] as string));
  return known.length > 0 && known.length * 2 >= template.sections.length ? 'headings' : undefined;
}

/** Whether a file that is named like a template is one: by any phase marker, a level's choice or a policy. */
function isTemplate(markdown: Markdown, outline: Outline, template: Template): boolean {
  const { frontMatter } = markdown;
  if (markersOf(outline).some((reading) => reading !== 'malformed')) return true;
  if (frontMatter?.fields.some(({ key }) => key === 'design-docs')) return true;
  const uses = findLevelUses(markdown, outline, template, undefined);
  return uses.some(({ at }) => markdown.slice(at.start, at.end).includes('|'));
}

/** Whether a marker is one of the template's phases. */
function isOf({ phases }: Template, marker: PhaseMarker | 'malformed'): boolean {
  const alternatives = marker === 'malformed' ? [] : marker.alternatives;
  return alternatives.some(({ number, name }) =>
    phases.some((phase) => phase.number === number && fold(phase.name) === fold(name)),
  );
}

/** A level field whose value is a level or the template's own choice. */
function hasLevel(markdown: Markdown, outline: Outline, template: Template): boolean {
  const choice = fold(template.levelField?.choice ?? '');
  return findLevelUses(markdown, outline, template, undefined).some(
    ({ reading, at }) => reading.kind === 'set' || fold(markdown.slice(at.start, at.end)) === choice,
  );
}

function looksLikeOne(path: string, outline: Outline, template: Template): boolean {
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
