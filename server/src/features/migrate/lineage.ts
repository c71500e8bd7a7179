import { bind } from '../../document/bind.ts';
import { allBlocks } from '../../structure/sections.ts';
import type { Template, TemplateSection } from '../../template/template.ts';
import { textsOf } from '../../template/wording.ts';
import { similarity } from '../../text/similarity.ts';

/** Matches the sections of an older version of a template with those of the current version. */
export interface Lineage {
  readonly old: Template;
  readonly now: Template;
  readonly newOf: ReadonlyMap<TemplateSection, TemplateSection>;
  readonly oldOf: ReadonlyMap<TemplateSection, TemplateSection>;
  /** Old sections with several possible matches, or whose possible match is shared by other old sections. */
  readonly unclear: ReadonlyMap<TemplateSection, readonly TemplateSection[]>;
  /** Whether the two have enough in common to be versions of one template. */
  readonly isRelated: boolean;
}

/**
 * Matches two versions of a template: by name, then by the aliases of either version. Otherwise, a section matches if it
 * is the only one between the same neighbors with almost the same guidance.
 */
export function lineageOf(old: Template, now: Template): Lineage {
  const state: State = { old, now, newOf: new Map(), oldOf: new Map() };
  pairByBinding(state);
  pairByOldNames(state);
  const unclear = pairByPlace(state);
  const fewer = Math.min(old.sections.length, now.sections.length);
  return { ...state, unclear, isRelated: state.newOf.size * 2 >= fewer };
}

interface State extends Pick<Lineage, 'old' | 'now'> {
  readonly newOf: Map<TemplateSection, TemplateSection>;
  readonly oldOf: Map<TemplateSection, TemplateSection>;
}

function pair({ newOf, oldOf }: State, old: TemplateSection, now: TemplateSection): void {
  newOf.set(old, now);
  oldOf.set(now, old);
}

/** Pairs sections by binding the old template's headings to the current template, like those of a document. */
function pairByBinding(state: State): void {
  const { old, now } = state;
  const { templates, wrongRank } = bind(now, old.outline);
  const oldOf = new Map(old.sections.map((section) => [section.source, section]));
  for (const [source, known] of templates) {
    const section = oldOf.get(source);
    // An alias at another depth is more likely a different section with the same name.
    const isOther = wrongRank.has(source) && source.name !== known.names[0];
    if (section && !isOther) pair(state, section, known);
  }
  for (const section of old.sections.filter(({ pattern }) => pattern)) {
    const same = now.sections.find((each) => each.pattern && each.names[0] === section.names[0]);
    if (same && !state.oldOf.has(same)) pair(state, section, same);
  }
}

/** Pairs sections whose current name was an alias in the old template. */
function pairByOldNames(state: State): void {
  for (const [section, candidates] of unmatched(state)) {
    const named = candidates.filter(({ names }) => section.names.includes(names[0] as string));
    if (named.length === 1 && named[0]) pair(state, section, named[0]);
  }
}

function pairByPlace(state: State): Lineage['unclear'] {
  const likely = new Map<TemplateSection, readonly TemplateSection[]>();
  for (const [section, candidates] of unmatched(state)) {
    const alike = candidates.filter(
      (now) => isSamePlace(state, section, now) && isAlike(state, section, now),
    );
    if (alike.length > 0) likely.set(section, alike);
  }
  const claims = [...likely.values()].flat();
  const unclear = new Map(likely);
  for (const [section, [only, ...others]] of likely) {
    if (!only || others.length > 0 || claims.filter((claimed) => claimed === only).length > 1) continue;
    pair(state, section, only);
    unclear.delete(section);
  }
  return unclear;
}

/** The unmatched old sections, each with its possible matches: unmatched sections below the same parent. */
function unmatched({ old, now, newOf, oldOf }: State): [TemplateSection, TemplateSection[]][] {
  const free = now.sections.filter((section) => !section.pattern && !oldOf.has(section));
  const isOf = (section: TemplateSection, other: TemplateSection): boolean =>
    (section.parent && newOf.get(section.parent)) === other.parent;
  return old.sections
    .filter((section) => !section.pattern && !newOf.has(section))
    .map((section) => [section, free.filter((other) => isOf(section, other))]);
}

/** Whether both sections are between the same two matched sections. */
function isSamePlace(
  { old, now, newOf, oldOf }: State,
  section: TemplateSection,
  other: TemplateSection,
): boolean {
  return ([-1, 1] as const).every((step) => {
    const beside = neighbor(old, section, step, newOf);
    return (beside && newOf.get(beside)) === neighbor(now, other, step, oldOf);
  });
}

function neighbor(
  { sections }: Template,
  { index, parent }: TemplateSection,
  step: 1 | -1,
  matched: ReadonlyMap<TemplateSection, unknown>,
): TemplateSection | undefined {
  for (let at = index + step; at >= 0 && at < sections.length; at += step) {
    const section = sections[at] as TemplateSection;
    if (section.parent === parent && matched.has(section)) return section;
  }
  return undefined;
}

/** The minimum similarity of the guidance, from 0 to 1. */
const ALIKE = 0.7;

function isAlike({ old, now }: State, section: TemplateSection, other: TemplateSection): boolean {
  return similarity(guidanceOf(old, section), guidanceOf(now, other)) >= ALIKE;
}

function guidanceOf({ markdown: { text } }: Template, { source }: TemplateSection): string {
  const blocks = [...allBlocks(source)];
  const comments = blocks
    .filter(({ kind }) => kind === 'comment')
    .map(({ start, end }) => text.slice(start, end));
  return [...textsOf(text, blocks), ...comments].join('\n');
}
