import { type BoundSection, type DesignDocument, isDone } from '../../document/document.ts';
import { readGates } from '../../document/gates.ts';
import { gatesAt } from '../../document/needs.ts';
import type { Topic } from '../../template/template.ts';
import { memo } from '../../text/memo.ts';

/**
 * What a document has done and what its level still requires. Readiness, next steps, outstanding work, hovers, code
 * lenses, and explanations all derive from this one account, so that they agree.
 */
export interface Account {
  /** The sections that the level requires. */
  readonly required: readonly BoundSection[];
  /** How many of them are complete for their own phase. */
  readonly done: number;
  /** Whether the template has levels and the document does not set one. */
  readonly isLevelOpen: boolean;
  /** The open work in required and recommended sections, by phase and then in template order. No phase comes last. */
  readonly open: readonly OpenWork[];
  /** The gates that the level requires and the document does not mention. */
  readonly gates: readonly string[];
}

/** The open work of one phase in one section. */
export interface OpenWork {
  readonly section: BoundSection;
  /** `undefined` for a section that belongs to no phase. */
  readonly phase: number | undefined;
  /** Whether the section itself is incomplete. If not, only topics of a later phase are open. */
  readonly isSection: boolean;
  /** The topics of the phase that the section does not answer. */
  readonly topics: readonly Topic[];
}

export const accountOf = memo((document: DesignDocument): Account => {
  const { sections, level, template } = document;
  const required = sections.filter(({ need }) => need === 'required');
  return {
    required,
    done: required.filter(isDone).length,
    isLevelOpen: template.levelField !== undefined && level.field?.reading.kind !== 'set',
    open: sections
      .filter(({ need }) => need !== 'none')
      .flatMap(openIn)
      .sort((a, b) => (a.phase ?? LAST) - (b.phase ?? LAST)),
    gates: openGates(document),
  };
});

const LAST = Number.MAX_SAFE_INTEGER;

/** Whether the document has everything that its level requires. */
export function isReady({ isLevelOpen, open, gates }: Account): boolean {
  return !isLevelOpen && gates.length === 0 && open.every(({ section }) => section.need !== 'required');
}

/** The required sections with open work. */
export function openSections({ open }: Account): ReadonlySet<BoundSection> {
  return new Set(open.map(({ section }) => section).filter(({ need }) => need === 'required'));
}

/** The topics of a phase that a section does not answer. */
export function openTopics({ unanswered }: BoundSection, phase: number | undefined): Topic[] {
  return unanswered.filter((each) => each.phase === phase).map(({ topic }) => topic);
}

function openIn(section: BoundSection): OpenWork[] {
  const own = isDone(section) ? [] : [section.phases[0]];
  const phases = new Set([...own, ...section.unanswered.map(({ phase }) => phase)]);
  return [...phases].map((phase) => ({
    section,
    phase,
    isSection: !isDone(section) && section.phases[0] === phase,
    topics: openTopics(section, phase),
  }));
}

/** The open gates. None in a document in another language than its template, because gates are found by their words. */
function openGates(document: DesignDocument): readonly string[] {
  const { template, level, isForeignToTemplate } = document;
  const asked = isForeignToTemplate ? [] : gatesAt(template, level.level);
  return asked.length === 0 ? [] : (readGates(document)?.missing ?? asked);
}
