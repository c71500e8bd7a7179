import type { Readiness, ReadinessSection } from '../../server/src/protocol.ts';

/**
 * All sections of a document. A section with several phases comes once for each: first the entries that count, then the
 * ones marked `alsoHere`. This module does not import `vscode`.
 */
export function sectionsOf({ phases, anyPhase }: Readiness): ReadinessSection[] {
  const all = [...phases.flatMap((phase) => phase.sections), ...anyPhase];
  return [...all.filter((section) => !section.alsoHere), ...all.filter((section) => section.alsoHere)];
}

/** The sections that exist in the document, in its order. */
export function presentSections(readiness: Readiness): ReadinessSection[] {
  return sectionsOf(readiness)
    .filter(({ range }) => range !== undefined)
    .sort((a, b) => a.order - b.order);
}

/** Whether a section still needs work in its phase. A recommended section counts only once the author starts it. */
export function isLeft({ need, state, done, alsoHere, unanswered }: ReadinessSection): boolean {
  const isExpected = need === 'required' || (need === 'recommended' && state !== 'missing');
  return isExpected && (unanswered.length > 0 || (!done && !alsoHere));
}

/** The required and recommended sections that the document does not have, required ones first. */
export function missingSections(readiness: Readiness): ReadinessSection[] {
  const missing = sectionsOf(readiness).filter(({ state, alsoHere }) => state === 'missing' && !alsoHere);
  return (['required', 'recommended'] as const).flatMap((need) =>
    missing.filter((each) => each.need === need),
  );
}

/** The sections as a tree. Each is listed once, in the document's order, with missing sections where they belong. */
export interface Outline {
  readonly sections: readonly ReadinessSection[];
  /** The section of each key. A section with several phases has one key for each. */
  readonly byKey: ReadonlyMap<string, ReadinessSection>;
  readonly parents: ReadonlyMap<ReadinessSection, ReadinessSection | undefined>;
  /** The sections directly nested in a section; `undefined` has the top-level ones. */
  readonly children: ReadonlyMap<ReadinessSection | undefined, readonly ReadinessSection[]>;
  readonly neighbors: ReadonlyMap<ReadinessSection, Neighbors>;
}

export type Direction = 'up' | 'down';

/** The siblings that a section trades places with when it is moved up or down. */
type Neighbors = { readonly [direction in Direction]?: ReadinessSection | undefined };

/** Builds the whole outline at once, so that callers that ask about every section take linear time. */
export function outlineOf(readiness: Readiness): Outline {
  const sections = uniqueSections(readiness);
  const parents = parentsOf(sections);
  const children = groupBy(sections, (section) => parents.get(section));
  const neighbors = [...children.values()].flatMap((siblings) => {
    const present = siblings.filter(({ range }) => range);
    return present.map((each, index) => {
      return [each, { up: present[index - 1], down: present[index + 1] }] as const;
    });
  });
  return {
    sections,
    byKey: byKeyOf(readiness, sections),
    parents,
    children,
    neighbors: new Map(neighbors),
  };
}

/**
 * Where a dragged section goes. It takes the place of the section that it is dropped on; dropped on nothing (`target`
 * is `undefined`), it becomes the last of its siblings. The result has the key of the section that comes after it, or
 * `undefined` for the end of the document. Returns `undefined` if the section would not move, or would leave its
 * parent.
 */
export function dropPosition(
  { sections, byKey, parents, children }: Outline,
  key: string,
  target: string | undefined,
): { readonly before: string | undefined } | undefined {
  const moved = byKey.get(key);
  if (!moved?.range) return undefined;
  const siblings = children.get(parents.get(moved)) ?? [];
  const onto = target === undefined ? siblings.at(-1) : ancestorAmong(siblings, byKey.get(target), parents);
  if (!onto) return undefined;
  const following = ({ range }: ReadinessSection): ReadinessSection | undefined =>
    sections.find((each) => range && each.range && !isBefore(each.range.start, range.end));
  const isDown = onto.range && onto.order > moved.order;
  const before = isDown ? following(onto) : sections.find((each) => each.range && each.order >= onto.order);
  const isUnmoved = before === moved || before === following(moved);
  return isUnmoved ? undefined : { before: before?.key };
}

/** The section itself or the ancestor of it that is one of `siblings`. */
function ancestorAmong(
  siblings: readonly ReadinessSection[],
  section: ReadinessSection | undefined,
  parents: Outline['parents'],
): ReadinessSection | undefined {
  if (!section || siblings.includes(section)) return section;
  return ancestorAmong(siblings, parents.get(section), parents);
}

/** Each section once, with the unanswered topics of all its phases. */
function uniqueSections(readiness: Readiness): ReadinessSection[] {
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

/** The parent of a section comes from the document; the parent of a missing section comes from the template. */
function parentsOf(sections: readonly ReadinessSection[]): Outline['parents'] {
  const byId = new Map(sections.map((each) => [each.section, each]));
  const ancestors: ReadinessSection[] = [];
  const parents = sections.map((each) => {
    const { range, parent } = each;
    if (!range) return [each, parent === undefined ? undefined : byId.get(parent)] as const;
    while (ancestors.length > 0 && !encloses(ancestors.at(-1), range)) ancestors.pop();
    const enclosing = ancestors.at(-1);
    ancestors.push(each);
    return [each, enclosing] as const;
  });
  return new Map(parents);
}

type Range = NonNullable<ReadinessSection['range']>;

/** Compares only the ends, because no range starts before the section here and sections never overlap in part. */
function encloses(section: ReadinessSection | undefined, { end }: Range): boolean {
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
