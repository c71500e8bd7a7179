import { type BoundSection, type DesignDocument, isDone, sectionOf } from '../../document/document.ts';
import { insertionOffset } from '../../document/edits/insert.ts';
import { gatesAt, isPhaseRequired, needOf, topicsAt } from '../../document/needs.ts';
import type { Recognition } from '../../document/recognize.ts';
import type { Section } from '../../structure/sections.ts';
import type { Level, Template, TemplateSection, Topic } from '../../template/template.ts';
import { memo } from '../../text/memo.ts';
import type { Range } from '../../text/range.ts';
import { accountOf, openSections, openTopics } from './account.ts';

/** The progress of a document. `R` is the range type: offsets in the engine, positions in the protocol. */
export interface ReadinessOf<R> {
  readonly kind: Recognition['kind'];
  /** Why the file counts as that kind, in one sentence. */
  readonly why: string;
  readonly template: { readonly id: string; readonly title: string } | undefined;
  /** The level that the document is checked against, and whether the document sets it. */
  readonly level: ReadinessLevelOf<R> | undefined;
  /** The template's levels, from the least to the most rigorous. */
  readonly levels: readonly LevelInfo[];
  /** The lowest phase with work left; `undefined` if there is none. */
  readonly currentPhase: number | undefined;
  /** How many of the sections that the level requires are written or waived, and how many there are. */
  readonly done: number;
  readonly total: number;
  /** How many required sections have work left: sections not done, and sections with open topics of a later phase. */
  readonly left: number;
  readonly phases: readonly ReadinessPhaseOf<R>[];
  /** Sections of no phase: optional ones and the author's own. */
  readonly anyPhase: readonly ReadinessSectionOf<R>[];
}

export interface ReadinessLevelOf<R> {
  readonly name: string;
  readonly isSet: boolean;
  /** The range and the source of the field's value; `undefined` if the document has no such field. */
  readonly range: R | undefined;
  readonly source: string | undefined;
}

export interface LevelInfo {
  readonly name: string;
  /** The template's guidance for the level. */
  readonly guidance: string | undefined;
  /** How many sections it requires. */
  readonly required: number;
  /** How much it requires beyond the level below. For the lowest level, everything it requires. */
  readonly more: { readonly sections: number; readonly topics: number; readonly gates: number };
}

export interface ReadinessPhaseOf<R> {
  readonly number: number;
  readonly name: string;
  /** Whether the document's level requires this phase. */
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
  /** Whether nothing is left in it for this phase. */
  readonly done: boolean;
  /** Whether it counts in an earlier phase, and this phase requires only additional topics. */
  readonly alsoHere: boolean;
  /** The unanswered topics of this phase. */
  readonly unanswered: readonly string[];
  /** The whole section, and its heading; `undefined` if it is missing. */
  readonly range: R | undefined;
  readonly heading: R | undefined;
  /** The heading's text as written, including Markdown. */
  readonly source: string | undefined;
  /** Where it would be inserted, as an empty range; `undefined` if it exists. */
  readonly place: R | undefined;
  /** The index among all sections in document order, with missing sections where they would be inserted. */
  readonly order: number;
  /** The template's id of its parent section in the template. */
  readonly parent: string | undefined;
}

/** The readiness of a file that is not bound to a template. */
export function noReadiness(recognition: Recognition): ReadinessOf<Range> {
  return emptyReadiness(recognition.kind, recognitionReason(recognition));
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
  const { template, level, recognition } = document;
  const account = accountOf(document);
  const rows = rowsOf(document);
  return {
    kind: recognition.kind,
    why: recognitionReason(recognition),
    template: { id: template.id, title: template.title },
    level: level.level && {
      name: level.level.name,
      isSet: level.field?.reading.kind === 'set',
      range: level.field?.valueRange,
      source:
        level.field && document.markdown.slice(level.field.valueRange.start, level.field.valueRange.end),
    },
    levels: levelInfos(template),
    currentPhase: document.currentPhase,
    done: account.done,
    total: account.required.length,
    left: openSections(account).size,
    phases: template.phases.map(({ number, name }) => readPhase(document, rows, number, name)),
    anyPhase: rows.flatMap((row) => {
      if (row.bound)
        return row.bound.known.phases.length > 0 ? [] : [entryOf(document, row, row.bound, undefined)];
      return row.phase === undefined ? [row.entry] : [];
    }),
  };
}

export const levelInfos = memo((template: Template): readonly LevelInfo[] => {
  const requirements = template.levels.map((level) => requirementsOf(template, level));
  return template.levels.map(({ name, guidance }, index) => {
    const { sections, topics, gates } = requirements[index] as LevelRequirements;
    const below = requirements[index - 1];
    const more = {
      sections: beyond(sections, below?.sections),
      topics: beyond(topics, below?.topics),
      gates: beyond(gates, below?.gates),
    };
    return { name, guidance, required: sections.length, more };
  });
});

interface LevelRequirements {
  readonly sections: readonly TemplateSection[];
  readonly topics: readonly Topic[];
  readonly gates: readonly string[];
}

function requirementsOf(template: Template, level: Level): LevelRequirements {
  const sections = template.sections.filter((section) => needOf(template, section, level) === 'required');
  const topics = sections.flatMap((section) => topicsAt(section, level));
  return { sections, topics, gates: gatesAt(template, level) };
}

function beyond<T>(required: readonly T[], below: readonly T[] = []): number {
  return required.filter((each) => !below.includes(each)).length;
}

type SectionEntry = ReadinessSectionOf<Range>;

/** A row of the readiness list: a template section, present or missing, or a section of the author's own. */
type Row = BoundRow | OwnRow;

interface BoundRow extends Pick<SectionEntry, 'order' | 'place'> {
  readonly bound: BoundSection;
}

interface OwnRow {
  readonly bound?: never;
  /** The phase that its marker names. */
  readonly phase: number | undefined;
  readonly entry: SectionEntry;
}

function readPhase(
  document: DesignDocument,
  rows: readonly Row[],
  number: number,
  name: string,
): ReadinessPhaseOf<Range> {
  const { sections, level } = document;
  const isHere = ({ known, phases }: BoundSection): boolean =>
    phases.length > 0 ? phases.includes(number) : known.phases.some((phase) => phase.number === number);
  const counted = sections.filter(
    (section) => section.need === 'required' && isHere(section) && isCountedIn(document, section, number),
  );
  return {
    number,
    name,
    required: isPhaseRequired(level.level, number),
    done: counted.filter((section) => isDoneIn(document, section, number)).length,
    total: counted.length,
    sections: rows.flatMap((row) => {
      if (row.bound) return isHere(row.bound) ? [entryOf(document, row, row.bound, number)] : [];
      return row.phase === number ? [row.entry] : [];
    }),
  };
}

/** Whether a section counts in a phase: its lowest one, or a later one that requires topics of it. */
function isCountedIn({ level }: DesignDocument, { phases, known }: BoundSection, number: number): boolean {
  return phases[0] === number || topicsAt(known, level.level).some((topic) => topic.phase === number);
}

function isDoneIn(document: DesignDocument, bound: BoundSection, phase: number | undefined): boolean {
  return isAlsoIn(bound, phase) && phase !== undefined && isCountedIn(document, bound, phase)
    ? openTopics(bound, phase).length === 0
    : isDone(bound);
}

/** Whether a section counts in an earlier phase than the given one. */
function isAlsoIn({ phases }: BoundSection, phase: number | undefined): boolean {
  return phase !== undefined && phases.length > 0 && phases[0] !== phase;
}

function entryOf(
  document: DesignDocument,
  { order, place }: BoundRow,
  bound: BoundSection,
  phase: number | undefined,
): SectionEntry {
  const { known, state, need } = bound;
  const section = sectionOf(document, bound);
  return {
    key: `${phase ?? 'any'}/${known.id}`,
    section: known.id,
    title: known.title,
    state,
    need,
    done: isDoneIn(document, bound, phase),
    alsoHere: isAlsoIn(bound, phase),
    unanswered: openTopics(bound, phase).map(({ label }) => label),
    range: section && { start: section.start, end: section.end },
    heading: section && { start: section.heading.start, end: section.heading.end },
    source: section?.source,
    parent: known.parent?.id,
    order,
    place,
  };
}

/** All rows in document order. A missing section comes before the section that begins where it would be inserted. */
function rowsOf(document: DesignDocument): Row[] {
  const bound = document.sections.map((each) => {
    const section = sectionOf(document, each);
    const at = section?.start ?? insertionOffset(document, each.known);
    return { bound: each, at, place: section ? undefined : { start: at, end: at } };
  });
  bound.sort((a, b) => a.at - b.at || Number(b.place !== undefined) - Number(a.place !== undefined));
  const rows: Row[] = [];
  const phases = phasesOfMarkers(document);
  const counts = new Map<string, number>();
  let next = 0;
  const addBound = (upTo: number): void => {
    for (let row = bound[next]; row && row.at <= upTo; row = bound[++next])
      rows.push({ bound: row.bound, order: rows.length, place: row.place });
  };
  for (const section of sectionsOfAuthor(document)) {
    addBound(section.start);
    const count = (counts.get(section.name) ?? 0) + 1;
    counts.set(section.name, count);
    const entry = ownEntry(section, `own/${section.name}/${count}`, rows.length);
    rows.push({ phase: phases.get(section), entry });
  }
  addBound(Number.POSITIVE_INFINITY);
  return rows;
}

function ownEntry(section: Section, key: string, order: number): SectionEntry {
  const { title, source, start, end, origin, node } = section;
  const { heading } = node.part;
  return {
    key,
    section: undefined,
    title,
    state: 'own',
    need: 'none',
    done: true,
    alsoHere: false,
    unanswered: NONE,
    range: { start, end },
    heading: { start: heading.start + origin, end: heading.end + origin },
    source,
    parent: undefined,
    order,
    place: undefined,
  };
}

const NONE: readonly string[] = Object.freeze([]);

/** The first phase that the marker of each section names, if it has a valid one. */
function phasesOfMarkers({ markers }: DesignDocument): ReadonlyMap<Section, number | undefined> {
  const phases = new Map<Section, number | undefined>();
  for (const { section, marker } of markers)
    if (section && marker && !phases.has(section)) phases.set(section, marker.alternatives[0]?.number);
  return phases;
}

/** The author's own sections at the rank of the template's top sections. */
function sectionsOfAuthor({ binding, outline, template }: DesignDocument): Section[] {
  const rank = Math.min(...template.sections.map((section) => section.rank)) + binding.shift;
  return outline
    .sectionsWhere(({ part }) => part.rank === rank && part.title !== '')
    .filter((section) => !binding.templates.has(section));
}

/** Why a file counts as its kind, in one or two sentences. */
export function recognitionReason({ why, kind, unknownTemplate }: Recognition): string {
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
        ? 'The config file lists it as a template.'
        : kind === 'none'
          ? 'The config file maps it to a template that does not exist.'
          : 'The config file maps it to the template.',
    settings:
      kind === 'template'
        ? 'The setting designDocs.templates lists it as a template.'
        : kind === 'none'
          ? 'The setting designDocs.templates maps it to a template that does not exist.'
          : 'The setting designDocs.templates maps it to the template.',
    option:
      kind === 'template'
        ? 'The option --template names this file.'
        : kind === 'none'
          ? 'The option --template names a template that does not exist.'
          : 'The option --template sets the template.',
    marker: 'It is recognized by its phase markers.',
    level: 'It is recognized by its quality level.',
    headings: 'It is recognized by its headings.',
    title: 'Its title resembles the template’s title. Nothing is checked yet.',
    'file-name':
      kind === 'template'
        ? 'It is recognized by its file name or folder.'
        : 'Its file name is typical of a design document. Nothing is checked yet.',
    nothing: 'Nothing in it identifies it as a design document.',
  };
  return reasons[why];
}
