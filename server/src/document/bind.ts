import { distance } from 'fastest-levenshtein';
import type { Part } from '../structure/parts.ts';
import type { Outline, Section, SectionNode } from '../structure/sections.ts';
import type { Template, TemplateSection } from '../template/template.ts';
import { memo } from '../text/memo.ts';

/** How headings bind to the sections of a template; see docs/reference.md, "Binding headings to the template". */
export interface Binding {
  /** The heading that each section of the template is bound to, and the reverse. */
  readonly sections: ReadonlyMap<TemplateSection, Section>;
  readonly templates: ReadonlyMap<Section, TemplateSection>;
  /** The common shift in rank: positive if the headings are deeper than in the template. See `commonShift`. */
  readonly shift: number;
  /** Whether the shift is not a problem, because the document adds a title above sections of rank 1. */
  readonly isShiftFine: boolean;
  /** Bound headings that have the wrong rank. */
  readonly wrongRank: ReadonlySet<Section>;
  /** Headings that are bound as near misses. */
  readonly misspelled: ReadonlySet<Section>;
  /** Later headings of a section that is already bound. */
  readonly duplicates: ReadonlyMap<Section, TemplateSection>;
  /** Headings that match a pattern of the template. */
  readonly repeats: ReadonlyMap<Section, TemplateSection>;
}

export function bind(template: Template, outline: Outline): Binding {
  const byName = groupByName(template, outline);
  const isUnderTitle = hasTitleAbove(template, outline, byName);
  const shift = commonShift(template, byName, isUnderTitle ? 1 : 0);
  const state: State = {
    template,
    shift,
    isShiftFine: isUnderTitle && shift === 1,
    sections: new Map(),
    templates: new Map(),
    wrongRank: new Set(),
    misspelled: new Set(),
    duplicates: new Map(),
    repeats: new Map(),
  };
  for (const section of template.sections) if (isNamed(section)) bindExactly(state, section, byName);
  bindNearMisses(state, outline, byName);
  bindRepeats(state, outline);
  return state;
}

interface State extends Binding {
  readonly template: Template;
  readonly sections: Map<TemplateSection, Section>;
  readonly templates: Map<Section, TemplateSection>;
  readonly wrongRank: Set<Section>;
  readonly misspelled: Set<Section>;
  readonly duplicates: Map<Section, TemplateSection>;
  readonly repeats: Map<Section, TemplateSection>;
}

/** Whether a section and all sections around it have fixed names, not patterns. */
function isNamed({ pattern, parent }: TemplateSection): boolean {
  return pattern === undefined && (parent === undefined || isNamed(parent));
}

const namesIn = memo(
  ({ sections }: Template): ReadonlySet<string> =>
    new Set(sections.filter(isNamed).flatMap(({ names }) => names)),
);

/**
 * The headings that may bind exactly, by folded name. The title of a document is not one of them if the template has a
 * title and no sections of rank 1.
 */
function groupByName(template: Template, outline: Outline): Map<string, Section[]> {
  const names = namesIn(template);
  const groups = new Map<string, Section[]>();
  const isTitle = template.hasTitle && !template.sections.some(({ rank }) => rank === 1);
  const hasTitle = isTitle && soleTitle(outline) !== undefined;
  for (const [index, { part }] of outline.nodes.entries()) {
    if (!names.has(part.name) || (hasTitle && index === 0)) continue;
    const section = outline.section(index);
    const group = groups.get(section.name);
    if (group) group.push(section);
    else groups.set(section.name, [section]);
  }
  return groups;
}

/** Whether a document adds a title above a template whose sections have rank 1. */
function hasTitleAbove(
  { sections }: Template,
  outline: Outline,
  byName: ReadonlyMap<string, readonly Section[]>,
): boolean {
  const title = soleTitle(outline);
  return title !== undefined && !byName.has(title.part.name) && sections.some(({ rank }) => rank === 1);
}

/** The first heading, if it is the only one of rank 1. */
function soleTitle({ nodes }: Outline): SectionNode | undefined {
  const isSole = nodes.every(({ part }, index) => (part.rank === 1) === (index === 0));
  return isSole ? nodes[0] : undefined;
}

/**
 * The difference in rank that all exactly matching sections share: the one closest to `presumed` if there are several,
 * and `presumed` if there is none. With fewer than two matching sections, `presumed` if the one match has it, otherwise
 * 0.
 */
function commonShift(
  template: Template,
  byName: ReadonlyMap<string, readonly Section[]>,
  presumed: number,
): number {
  const shifts = template.sections
    .filter(isNamed)
    .map((known) =>
      known.names.flatMap((name) => (byName.get(name) ?? []).map((section) => section.rank - known.rank)),
    )
    .filter((found) => found.length > 0);
  if (shifts.length < 2) return shifts[0]?.includes(presumed) ? presumed : 0;
  const common = (shifts[0] ?? []).filter((shift) => shifts.every((found) => found.includes(shift)));
  return common.sort((a, b) => Math.abs(a - presumed) - Math.abs(b - presumed))[0] ?? presumed;
}

function bindExactly(
  state: State,
  known: TemplateSection,
  byName: ReadonlyMap<string, readonly Section[]>,
): void {
  const candidates = known.names
    .flatMap((name) => byName.get(name) ?? [])
    .filter((section) => !state.templates.has(section) && fitsParent(state, known, section));
  const ofRank = candidates.filter((section) => isOfRank(state, known, section));
  const section = ofRank[0] ?? candidates[0];
  if (!section) return;
  attach(state, known, section);
  if (ofRank.length === 0) state.wrongRank.add(section);
  for (const other of known.policy.repeats ? [] : ofRank.slice(1)) {
    // Headings with two different former names are not duplicates: each may have a part of the present section.
    if (other.parent === section.parent && other.name === section.name) state.duplicates.set(other, known);
  }
}

/** Whether a heading has the right rank; see docs/reference.md, "Heading ranks". */
function isOfRank({ shift }: State, { rank, parent }: TemplateSection, section: Section): boolean {
  if (section.rank === rank + shift) return true;
  const depth = section.rank - (section.parent?.rank ?? 0);
  return parent !== undefined && (depth === rank - parent.rank || depth === 1);
}

function fitsParent(state: State, known: TemplateSection, section: Section): boolean {
  if (!known.parent) return true;
  return section.parent !== undefined && state.sections.get(known.parent) === section.parent;
}

function attach(state: State, known: TemplateSection, section: Section): void {
  state.sections.set(known, section);
  state.templates.set(section, known);
}

/** Binds sections that are still missing to near misses, the closest pairs first. */
function bindNearMisses(
  state: State,
  outline: Outline,
  exact: ReadonlyMap<string, readonly Section[]>,
): void {
  const missing = new Set(
    state.template.sections.filter((known) => isNamed(known) && !state.sections.has(known)),
  );
  if (missing.size === 0) return;
  const pairs = outline.nodes.flatMap(({ part }, index) => {
    const near = nearMisses(part, state.template).filter(({ known }) => missing.has(known));
    if (near.length === 0 || exact.has(part.name)) return [];
    const section = outline.section(index);
    return near
      .filter(({ known }) => isOfRank(state, known, section) && fitsParent(state, known, section))
      .map(({ known, edits }) => ({ known, section, edits }));
  });
  const nearestFirst = pairs.sort((a, b) => a.edits - b.edits || a.known.index - b.known.index);
  for (const { known, section } of nearestFirst) {
    if (state.sections.has(known) || state.templates.has(section)) continue;
    attach(state, known, section);
    state.misspelled.add(section);
  }
}

/** The sections that a heading is a near miss of, with the edit distance; see docs/reference.md, "Near misses". */
const nearMisses = memo((part: Part, { sections }: Template): readonly NearMiss[] => {
  if (part.name === '') return [];
  return sections.filter(isNamed).flatMap((known) => {
    const name = known.names[0] as string;
    const allowed = allowedEdits(name);
    const edits = distance(part.name, name);
    return edits <= allowed || isNear(known, part) ? [{ known, edits }] : [];
  });
});

interface NearMiss {
  readonly known: TemplateSection;
  readonly edits: number;
}

/**
 * Whether a heading is the beginning or end of the section's name ("Error Handling"), or the name joined with other
 * words ("Test Plan and Milestones") or after other words ("Card Test Plan"). Words that directly follow the name may
 * change the subject ("Data Model Migration"), so they do not count. At least two words must agree.
 */
function isNear({ names }: TemplateSection, { name }: Part): boolean {
  const whole = names[0] as string;
  const [short, long] = name.length < whole.length ? [name, whole] : [whole, name];
  if (!/\p{L} \p{L}/u.test(short)) return false;
  const rest = long.startsWith(short) ? long.slice(short.length) : undefined;
  if (rest === undefined) return long.endsWith(short) && /[^\p{L}\p{N}]$/u.test(long.slice(0, -short.length));
  return long === whole ? /^[^\p{L}\p{N}]/u.test(rest) : /^(?: and | or |\s?[,:/(\u2013-])/u.test(rest);
}

/** Whether a near miss differs in a few letters only, not in entire words. */
export function isMistyped({ names }: TemplateSection, { name }: Section): boolean {
  const whole = names[0] as string;
  return distance(name, whole) <= allowedEdits(whole);
}

/** A quarter of the letters, at most three: "Testing Strategies" is a near miss, "Comments" for "Components" is not. */
function allowedEdits(name: string): number {
  return Math.min(3, Math.floor(name.length / 4));
}

/** Binds headings to patterns: each unbound heading with the right rank and parent that fits a pattern. */
function bindRepeats(state: State, outline: Outline): void {
  for (const known of state.template.sections) {
    const { pattern } = known;
    if (!pattern) continue;
    const parents = known.parent ? instancesOf(state, known.parent) : undefined;
    for (const section of outline.sections) {
      const fits = parents === undefined || (section.parent !== undefined && parents.has(section.parent));
      const isFree = !state.templates.has(section) && !state.repeats.has(section);
      if (fits && isFree && isOfRank(state, known, section) && pattern.test(section.name))
        state.repeats.set(section, known);
    }
  }
}

function instancesOf({ sections, repeats }: State, known: TemplateSection): Set<Section> {
  const one = sections.get(known);
  const many = [...repeats].filter(([, owner]) => owner === known).map(([section]) => section);
  return new Set(one ? [one, ...many] : many);
}
