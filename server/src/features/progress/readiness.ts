import { type BoundSection, type DesignDocument, isDone, sectionOf } from '../../document/document.ts';
import { insertionOffset } from '../../document/edits/insert.ts';
import { gatesAt, isPhaseRequired, needOf, topicsAt } from '../../document/needs.ts';
import type { Recognition } from '../../document/recognise.ts';
import type { Section } from '../../structure/sections.ts';
import type { Level, Template, TemplateSection, Topic } from '../../template/template.ts';
import type { Range } from '../../text/range.ts';

/** How far a document is; `R` is how ranges are given: in offsets here, in positions on the wire. */
export interface ReadinessOf<R> {
  readonly kind: Recognition['kind'];
  /** Why the file counts as that kind, in one sentence. */
  readonly why: string;
  readonly template: { readonly id: string; readonly title: string } | undefined;
  /** The level that the document is judged by, and whether it says so itself. */
  readonly level: ReadinessLevelOf<R> | undefined;
  /** The template's levels, from the least rigour to the most. */
  readonly levels: readonly LevelInfo[];
  /** The lowest phase in which something is left; `undefined` when nothing is. */
  readonly currentPhase: number | undefined;
  /** Sections that the level requires: how many are written or waived, of how many. */
  readonly done: number;
  readonly total: number;
  /** What is left for the level: sections not done, and sections whose later topics are not answered. */
  readonly left: number;
  readonly phases: readonly ReadinessPhaseOf<R>[];
  /** Sections of no phase: optional ones and the author's own. */
  readonly anyPhase: readonly ReadinessSectionOf<R>[];
}

export interface ReadinessLevelOf<R> {
  readonly name: string;
  readonly isSet: boolean;
  /** Where the field's value stands, and its source; `undefined` if the document has no such field. */
  readonly range: R | undefined;
  readonly source: string | undefined;
}

export interface LevelInfo {
  readonly name: string;
  /** What the template says of the level. */
  readonly guidance: string | undefined;
  /** How many sections it requires. */
  readonly required: number;
  /** What it asks for beyond the level below it; the lowest level beyond nothing. */
  readonly more: { readonly sections: number; readonly topics: number; readonly gates: number };
}

export interface ReadinessPhaseOf<R> {
  readonly number: number;
  readonly name: string;
  /** Whether the document's level asks for this phase. */
  readonly required: boolean;
  readonly done: number;
  readonly total: number;
  readonly sections: readonly ReadinessSectionOf<R>[];
}

export interface ReadinessSectionOf<R> {
  /** Unique within one readiness, and stable while the document is edited. */
  readonly key: string;
  /** The template's id of the section; `undefined` for the author's own. */
  readonly section: string | undefined;
  readonly title: string;
  readonly state: BoundSection['state'] | 'own';
  readonly need: BoundSection['need'];
  /** Whether nothing more is asked of it here. */
  readonly done: boolean;
  /** Whether it counts in an earlier phase and only its further topics are asked for here. */
  readonly alsoHere: boolean;
  /** Topics that are asked for here and not answered. */
  readonly unanswered: readonly string[];
  /** The whole section, and its heading; `undefined` if it is missing. */
  readonly range: R | undefined;
  readonly heading: R | undefined;
  /** The heading's words as the author wrote them, Markdown included. */
  readonly source: string | undefined;
  /** Where it would be inserted, as an empty range; `undefined` if it is there. */
  readonly place: R | undefined;
  /** The place among all sections in the document's order, in which the missing ones stand where they belong. */
  readonly order: number;
  /** The template's id of the section in which the template nests it. */
  readonly parent: string | undefined;
}

/** The readiness of a file that is bound to no template. */
export function noReadiness(recognition: Recognition): ReadinessOf<Range> {
  return emptyReadiness(recognition.kind, whyInWords(recognition));
}

export function emptyReadiness(kind: Recognition['kind'], why: string): ReadinessOf<Range> {
  return {
    kind,
    why,
    template: undefined,
    level: undefined,
    levels: [],
    currentPhase: undefined,
    done: 0,
    total: 0,
    left: 0,
    phases: [],
    anyPhase: [],
  };
}

export function readiness(document: DesignDocument): ReadinessOf<Range> {
  const { template, level, recognition, sections } = document;
  const required = sections.filter((section) => section.need === 'required');
  const places = placesOf(document);
  const phases = template.phases.map(({ number, name }) => readPhase(document, places, number, name));
  const isInPhase = (section: BoundSection): boolean => section.known.phases.length > 0;
  const isLeft = (section: BoundSection): boolean => !isDone(section) || section.unanswered.length > 0;
  return {
    kind: recognition.kind,
    why: whyInWords(recognition),
    template: { id: template.id, title: template.title },
    level: level.level && {
      name: level.level.name,
      isSet: level.field?.reading.kind === 'set',
      range: level.field?.at,
      source: level.field && document.markdown.slice(level.field.at.start, level.field.at.end),
    },
    levels: levelInfos(template),
    currentPhase: document.currentPhase,
    done: required.filter(isDone).length,
    total: required.length,
    left: required.filter(isLeft).length,
    phases,
    anyPhase: inOrder([
      ...sections
        .filter((section) => !isInPhase(section))
        .map((section) => entry(document, places, section, undefined)),
      ...ownSections(document, places, undefined),
    ]),
  };
}

export function levelInfos(template: Template): LevelInfo[] {
  const asked = template.levels.map((level) => askedAt(template, level));
  return template.levels.map(({ name, guidance }, index) => {
    const { sections, topics, gates } = asked[index] as Asked;
    const below = asked[index - 1];
    const more = {
      sections: beyond(sections, below?.sections),
      topics: beyond(topics, below?.topics),
      gates: beyond(gates, below?.gates),
    };
    return { name, guidance, required: sections.length, more };
  });
}

interface Asked {
  readonly sections: readonly TemplateSection[];
  readonly topics: readonly Topic[];
  readonly gates: readonly string[];
}

function askedAt(template: Template, level: Level): Asked {
  const sections = template.sections.filter((section) => needOf(template, section, level) === 'required');
  const topics = sections.flatMap((section) => topicsAt(section, level));
  return { sections, topics, gates: gatesAt(template, level) };
}

function beyond<T>(asked: readonly T[], below: readonly T[] = []): number {
  return asked.filter((each) => !below.includes(each)).length;
}

type Entry = ReadinessSectionOf<Range>;

function readPhase(
  document: DesignDocument,
  places: Places,
  number: number,
  name: string,
): ReadinessPhaseOf<Range> {
  const { sections, level } = document;
  const here = sections.filter(({ known, phases }) =>
    phases.length > 0 ? phases.includes(number) : known.phases.some((phase) => phase.number === number),
  );
  const counted = here.filter(
    (section) => section.need === 'required' && isCountedIn(document, section, number),
  );
  return {
    number,
    name,
    required: isPhaseRequired(level.level, number),
    done: counted.filter((section) => entry(document, places, section, number).done).length,
    total: counted.length,
    sections: inOrder([
      ...here.map((section) => entry(document, places, section, number)),
      ...ownSections(document, places, number),
    ]),
  };
}

/** A section counts in its lowest phase, and in a later one only if topics are asked for there. */
function isCountedIn({ level }: DesignDocument, { phases, known }: BoundSection, number: number): boolean {
  return phases[0] === number || topicsAt(known, level.level).some((topic) => topic.phase === number);
}

function entry(
  document: DesignDocument,
  places: Places,
  bound: BoundSection,
  phase: number | undefined,
): Entry {
  const section = sectionOf(document, bound);
  const alsoHere = phase !== undefined && bound.phases.length > 0 && bound.phases[0] !== phase;
  const unanswered = bound.unanswered.filter((each) => each.phase === phase).map(({ topic }) => topic.label);
  return {
    key: `${phase ?? 'any'}/${bound.known.id}`,
    section: bound.known.id,
    title: bound.known.title,
    state: bound.state,
    need: bound.need,
    done: alsoHere && isCountedIn(document, bound, phase) ? unanswered.length === 0 : isDone(bound),
    alsoHere,
    unanswered,
    range: section && { start: section.start, end: section.end },
    heading: section?.heading,
    source: section?.source,
    parent: bound.known.parent?.id,
    ...placeOf(places, section ?? bound.known),
  };
}

/** The author's own sections at the rank of the template's: under the phase that their marker names, if it has one. */
function ownSections(document: DesignDocument, places: Places, phase: number | undefined): Entry[] {
  const { markers } = document;
  const phaseOf = (section: Section): number | undefined =>
    markers.find((use) => use.section === section && use.marker)?.marker?.alternatives[0]?.number;
  const seen = new Map<string, number>();
  return sectionsOfAuthor(document).flatMap((section) => {
    const count = (seen.get(section.name) ?? 0) + 1;
    seen.set(section.name, count);
    if (phaseOf(section) !== phase) return [];
    const key = `own/${section.name}/${count}`;
    const { title, heading, source } = section;
    return [
      {
        ...OWN,
        key,
        title,
        range: { start: section.start, end: section.end },
        heading,
        source,
        ...placeOf(places, section),
      },
    ];
  });
}

function sectionsOfAuthor({ binding, outline, template }: DesignDocument): Section[] {
  const rank = Math.min(...template.sections.map((section) => section.rank)) + binding.shift;
  return outline.sections.filter(
    (section) => section.rank === rank && section.title !== '' && !binding.templates.has(section),
  );
}

const OWN = {
  section: undefined,
  state: 'own',
  need: 'none',
  done: true,
  alsoHere: false,
  unanswered: [],
  parent: undefined,
} as const;

type Places = ReadonlyMap<Section | TemplateSection, Pick<Entry, 'order' | 'place'>>;

/** Of each section of the document and each that it lacks. What is missing stands before what begins at its place. */
function placesOf(document: DesignDocument): Places {
  const there = [
    ...document.sections.flatMap((bound) => sectionOf(document, bound) ?? []),
    ...sectionsOfAuthor(document),
  ].map((section) => ({ section, at: section.start, place: undefined }));
  const missing = document.sections.flatMap(({ known, state }) => {
    if (state !== 'missing') return [];
    const at = insertionOffset(document, known);
    return [{ section: known, at, place: { start: at, end: at } }];
  });
  const sorted = [...missing, ...there].sort((a, b) => a.at - b.at);
  return new Map(sorted.map(({ section, place }, order) => [section, { order, place }]));
}

function placeOf(places: Places, section: Section | TemplateSection): Pick<Entry, 'order' | 'place'> {
  return places.get(section) ?? { order: places.size, place: undefined };
}

function inOrder(entries: readonly Entry[]): Entry[] {
  return entries.toSorted((a, b) => a.order - b.order);
}

export function whyInWords({ why, kind, unknownTemplate }: Recognition): string {
  if (unknownTemplate !== undefined)
    return `It names the template “${unknownTemplate.name}”, which does not exist.`;
  const reasons: Record<Recognition['why'], string> = {
    directive:
      kind === 'none'
        ? 'A comment in the file turns design-docs off.'
        : 'A comment in the file names the template.',
    'front-matter':
      kind === 'none' ? 'The front matter turns design-docs off.' : 'The front matter names the template.',
    config:
      kind === 'template'
        ? 'The config file names it as a template.'
        : kind === 'none'
          ? 'The config file names a template for it that does not exist.'
          : 'The config file gives it the template.',
    settings:
      kind === 'template'
        ? 'The setting designDocs.templates names it as a template.'
        : kind === 'none'
          ? 'The setting designDocs.templates names a template for it that does not exist.'
          : 'The setting designDocs.templates gives it the template.',
    option:
      kind === 'template'
        ? 'The option --template names it.'
        : kind === 'none'
          ? 'The option --template names a template that does not exist.'
          : 'The option --template gives it the template.',
    marker: 'It has a phase marker of the template.',
    level: 'It has a quality level line.',
    headings: 'It has at least half of the template’s headings.',
    title: 'Its title is like the template’s; nothing is checked yet.',
    'file-name':
      kind === 'template'
        ? 'It is a template file.'
        : 'Its name is that of a design document; nothing is checked yet.',
    nothing: 'It shows no sign of a design document.',
  };
  return reasons[why];
}
