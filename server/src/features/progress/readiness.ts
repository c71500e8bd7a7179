import { type BoundSection, type DesignDocument, isDone, sectionOf } from '../../document/document.ts';
import { insertionOffset } from '../../document/edits/insert.ts';
import { gatesAt, isPhaseRequired, needOf, topicsAt } from '../../document/needs.ts';
import type { Recognition } from '../../document/recognize.ts';
import type { Section } from '../../structure/sections.ts';
import type { Level, Template, TemplateSection, Topic } from '../../template/template.ts';
import { memo } from '../../text/memo.ts';
import type { Range } from '../../text/range.ts';
import { accountOf, openSections, openTopics } from './account.ts';

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
  const { template, level, recognition } = document;
  const account = accountOf(document);
  const rows = rowsOf(document);
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
});

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

/** A section of the template, present or missing, or one of the author's own, in document order. */
type Row = BoundRow | OwnRow;

interface BoundRow extends Pick<Entry, 'order' | 'place'> {
  readonly bound: BoundSection;
}

interface OwnRow {
  readonly bound?: never;
  /** The phase that its marker names. */
  readonly phase: number | undefined;
  readonly entry: Entry;
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

/** A section counts in its lowest phase, and in a later one only if topics are asked for there. */
function isCountedIn({ level }: DesignDocument, { phases, known }: BoundSection, number: number): boolean {
  return phases[0] === number || topicsAt(known, level.level).some((topic) => topic.phase === number);
}

function isDoneIn(document: DesignDocument, bound: BoundSection, phase: number | undefined): boolean {
  return isAlsoIn(bound, phase) && phase !== undefined && isCountedIn(document, bound, phase)
    ? openTopics(bound, phase).length === 0
    : isDone(bound);
}

/** Whether a section counts in an earlier phase than this. */
function isAlsoIn({ phases }: BoundSection, phase: number | undefined): boolean {
  return phase !== undefined && phases.length > 0 && phases[0] !== phase;
}

function entryOf(
  document: DesignDocument,
  { order, place }: BoundRow,
  bound: BoundSection,
  phase: number | undefined,
): Entry {
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

function ownEntry(section: Section, key: string, order: number): Entry {
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

/** The author's own sections at the rank of the template's. */
function sectionsOfAuthor({ binding, outline, template }: DesignDocument): Section[] {
  const rank = Math.min(...template.sections.map((section) => section.rank)) + binding.shift;
  return outline
    .sectionsWhere(({ part }) => part.rank === rank && part.title !== '')
    .filter((section) => !binding.templates.has(section));
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
