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

export interface SectionNode {
  readonly section: ReadinessSection;
  readonly children: readonly SectionNode[];
}

/** Each section once, in the document's order, with those that are nested in it; missing ones where they belong. */
export function sectionTree(readiness: Readiness): SectionNode[] {
  const all = eachOnce(readiness);
  const nodesIn = (parent: ReadinessSection | undefined): SectionNode[] =>
    all
      .filter((section) => parentIn(all, section) === parent)
      .map((section) => ({ section, children: nodesIn(section) }));
  return nodesIn(undefined);
}

export type Step = 'up' | 'down';

/** The neighbour with which a section changes places when it is moved by one step; `undefined` if it has none. */
export function neighbour(readiness: Readiness, key: string, step: Step): ReadinessSection | undefined {
  const all = eachOnce(readiness);
  const section = find(readiness, all, key);
  const siblings = all.filter(
    (each) => each.range && section?.range && parentIn(all, each) === parentIn(all, section),
  );
  const at = section ? siblings.indexOf(section) : -1;
  return at < 0 ? undefined : siblings[step === 'up' ? at - 1 : at + 1];
}

/**
 * Before which section (`undefined`: none, at the end) one comes that is dropped on a target, whose place it takes, or
 * on nothing, as the last among its neighbours. `undefined` if it cannot go there: it stays in the section around it.
 */
export function dropPlace(
  readiness: Readiness,
  key: string,
  target: string | undefined,
): { readonly before: string | undefined } | undefined {
  const all = eachOnce(readiness);
  const moved = find(readiness, all, key);
  if (!moved?.range) return undefined;
  const siblings = all.filter((each) => parentIn(all, each) === parentIn(all, moved));
  const onto =
    target === undefined ? siblings.at(-1) : siblingOver(all, siblings, find(readiness, all, target));
  if (!onto) return undefined;
  const behind = ({ range }: ReadinessSection): ReadinessSection | undefined =>
    all.find((each) => range && each.range && !isBefore(each.range.start, range.end));
  const isDown = onto.range && onto.order > moved.order;
  const before = isDown ? behind(onto) : all.find((each) => each.range && each.order >= onto.order);
  const isThere = before === moved || before === behind(moved);
  return isThere ? undefined : { before: before?.key };
}

/** The sibling that a section is, or that it is nested in. */
function siblingOver(
  all: readonly ReadinessSection[],
  siblings: readonly ReadinessSection[],
  section: ReadinessSection | undefined,
): ReadinessSection | undefined {
  if (!section || siblings.includes(section)) return section;
  return siblingOver(all, siblings, parentIn(all, section));
}

/** Where it counts, with all that later phases ask of it too. */
function eachOnce(readiness: Readiness): ReadinessSection[] {
  const all = sectionsOf(readiness);
  return all
    .filter(({ alsoHere }) => !alsoHere)
    .map((section) => {
      const later = all.filter((each) => each.alsoHere && each.section === section.section);
      const unanswered = [...section.unanswered, ...later.flatMap((each) => each.unanswered)];
      return { ...section, unanswered };
    })
    .sort((a, b) => a.order - b.order);
}

function find(
  readiness: Readiness,
  all: readonly ReadinessSection[],
  key: string,
): ReadinessSection | undefined {
  const listed = sectionsOf(readiness).find((each) => each.key === key);
  return all.find((each) => each.key === key || (listed?.alsoHere && each.section === listed.section));
}

/** A section is nested where the document has it, a missing one where the template has it. */
function parentIn(
  all: readonly ReadinessSection[],
  { range, parent }: ReadinessSection,
): ReadinessSection | undefined {
  if (!range) return all.find(({ section }) => section !== undefined && section === parent);
  return all.findLast(
    (each) => each.range && isBefore(each.range.start, range.start) && !isBefore(each.range.end, range.end),
  );
}

type Position = NonNullable<ReadinessSection['range']>['start'];

function isBefore(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}
