import type { Readiness, ReadinessSection } from '../../server/src/protocol.ts';

/** The sections of a document, each first where it counts and then where it is "also here". Needs no `vscode`. */
export function sectionsOf({ phases, anyPhase }: Readiness): ReadinessSection[] {
  const all = [...phases.flatMap((phase) => phase.sections), ...anyPhase];
  return [...all.filter((section) => !section.alsoHere), ...all.filter((section) => section.alsoHere)];
}

/** The sections that a document has, in its order. */
export function presentSections(readiness: Readiness): ReadinessSection[] {
  return sectionsOf(readiness)
    .filter(({ range }) => range !== undefined)
    .sort((a, b) => a.order - b.order);
}

/** Whether something is asked of a section where it is listed, or the author has begun what is only recommended. */
export function isLeft({ need, state, done, alsoHere, unanswered }: ReadinessSection): boolean {
  const isAsked = need === 'required' || (need === 'recommended' && state !== 'missing');
  return isAsked && (unanswered.length > 0 || (!done && !alsoHere));
}

/** The sections that the document lacks, those that its level requires first. */
export function missingSections(readiness: Readiness): ReadinessSection[] {
  const missing = sectionsOf(readiness).filter(({ state, alsoHere }) => state === 'missing' && !alsoHere);
  return (['required', 'recommended'] as const).flatMap((need) =>
    missing.filter((each) => each.need === need),
  );
}

/** Each section once, in the document's order, missing ones where they belong; and which of them are nested in which. */
export interface Outline {
  readonly sections: readonly ReadinessSection[];
  /** Where each counts, by the key of every line that it has. */
  readonly byKey: ReadonlyMap<string, ReadinessSection>;
  readonly parents: ReadonlyMap<ReadinessSection, ReadinessSection | undefined>;
  /** What is nested in a section, or in none. */
  readonly children: ReadonlyMap<ReadinessSection | undefined, readonly ReadinessSection[]>;
  readonly neighbours: ReadonlyMap<ReadinessSection, Neighbours>;
}

export type Step = 'up' | 'down';

/** The sections with which one changes places when it is moved by one step. */
type Neighbours = { readonly [step in Step]?: ReadinessSection | undefined };

/** Reads all of it at once, so that what asks for every section goes through them once and not for each anew. */
export function outlineOf(readiness: Readiness): Outline {
  const sections = eachOnce(readiness);
  const parents = parentsOf(sections);
  const children = groupBy(sections, (section) => parents.get(section));
  const neighbours = [...children.values()].flatMap((siblings) => {
    const present = siblings.filter(({ range }) => range);
    return present.map((each, at) => [each, { up: present[at - 1], down: present[at + 1] }] as const);
  });
  return {
    sections,
    byKey: byKeyOf(readiness, sections),
    parents,
    children,
    neighbours: new Map(neighbours),
  };
}

/**
 * Before which section (`undefined`: none, at the end) one comes that is dropped on a target, whose place it takes, or
 * on nothing, as the last among its neighbours. `undefined` if it cannot go there: it stays in the section around it.
 */
export function dropPlace(
  { sections, byKey, parents, children }: Outline,
  key: string,
  target: string | undefined,
): { readonly before: string | undefined } | undefined {
  const moved = byKey.get(key);
  if (!moved?.range) return undefined;
  const siblings = children.get(parents.get(moved)) ?? [];
  const onto = target === undefined ? siblings.at(-1) : siblingOver(parents, siblings, byKey.get(target));
  if (!onto) return undefined;
  const behind = ({ range }: ReadinessSection): ReadinessSection | undefined =>
    sections.find((each) => range && each.range && !isBefore(each.range.start, range.end));
  const isDown = onto.range && onto.order > moved.order;
  const before = isDown ? behind(onto) : sections.find((each) => each.range && each.order >= onto.order);
  const isThere = before === moved || before === behind(moved);
  return isThere ? undefined : { before: before?.key };
}

/** The sibling that a section is, or that it is nested in. */
function siblingOver(
  parents: Outline['parents'],
  siblings: readonly ReadinessSection[],
  section: ReadinessSection | undefined,
): ReadinessSection | undefined {
  if (!section || siblings.includes(section)) return section;
  return siblingOver(parents, siblings, parents.get(section));
}

/** Where it counts, with all that later phases ask of it too. */
function eachOnce(readiness: Readiness): ReadinessSection[] {
  const all = sectionsOf(readiness);
  const later = groupBy(
    all.filter(({ alsoHere }) => alsoHere),
    ({ section }) => section,
  );
  return all
    .filter(({ alsoHere }) => !alsoHere)
    .map((section) => {
      const more = later.get(section.section) ?? [];
      const unanswered = [...section.unanswered, ...more.flatMap((each) => each.unanswered)];
      return { ...section, unanswered };
    })
    .sort((a, b) => a.order - b.order);
}

function byKeyOf(readiness: Readiness, sections: readonly ReadinessSection[]): Outline['byKey'] {
  const byId = new Map(sections.map((each) => [each.section, each]));
  const also = sectionsOf(readiness).flatMap(({ key, section, alsoHere }) => {
    const counted = alsoHere && byId.get(section);
    return counted ? [[key, counted] as const] : [];
  });
  return new Map([...also, ...sections.map((each) => [each.key, each] as const)]);
}

/** A section is nested where the document has it, a missing one where the template has it. */
function parentsOf(sections: readonly ReadinessSection[]): Outline['parents'] {
  const byId = new Map(sections.map((each) => [each.section, each]));
  const around: ReadinessSection[] = [];
  const parents = sections.map((each) => {
    const { range, parent } = each;
    if (!range) return [each, parent === undefined ? undefined : byId.get(parent)] as const;
    while (around.length > 0 && !holds(around.at(-1), range)) around.pop();
    const within = around.at(-1);
    around.push(each);
    return [each, within] as const;
  });
  return new Map(parents);
}

type Range = NonNullable<ReadinessSection['range']>;

/** Sections lie in each other or apart, so that one which does not hold the next holds none after it. */
function holds(section: ReadinessSection | undefined, { end }: Range): boolean {
  return section?.range !== undefined && !isBefore(section.range.end, end);
}

function isBefore(a: Range['start'], b: Range['start']): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}

function groupBy<T, K>(all: readonly T[], keyOf: (each: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const each of all) {
    const group = groups.get(keyOf(each));
    if (group) group.push(each);
    else groups.set(keyOf(each), [each]);
  }
  return groups;
}
