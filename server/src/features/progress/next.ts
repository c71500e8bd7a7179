import { type Leftover, topicOf } from '../../document/content.ts';
import {
  type BoundSection,
  boundAt,
  contentOf,
  type DesignDocument,
  isDone,
  sectionOf,
} from '../../document/document.ts';
import { insertions } from '../../document/edits/insert.ts';
import { setLevel } from '../../document/edits/set-level.ts';
import { isPhaseRequired } from '../../document/needs.ts';
import { levelWord } from '../../rules/levels.ts';
import { listed, requirementOf, titleOf } from '../../rules/phrases.ts';
import { findSection, type Phase, type Topic } from '../../template/template.ts';
import type { Range, TextEdit } from '../../text/range.ts';
import { guidanceOf } from '../hover.ts';
import { accountOf, openTopics } from './account.ts';
import { type LevelInfo, levelInfos } from './readiness.ts';

/** One thing to do next in a document, with the information that its author needs. */
export interface NextStep {
  readonly kind: NextKind;
  /** What to do, in a few words. */
  readonly title: string;
  /** The phase in which it is required; `undefined` if it belongs to no phase. */
  readonly phase: Phase | undefined;
  readonly section: { readonly id: string; readonly title: string } | undefined;
  readonly state: BoundSection['state'] | undefined;
  /** Why it is required, in one or two sentences. */
  readonly why: string;
  /** The template's guidance for the section, as sanitized Markdown. Lines end with `\n`. */
  readonly guidance: string;
  /** The levels to choose from; empty unless the step is to choose one. */
  readonly choices: readonly LevelChoice[];
  readonly topics: readonly Pick<Topic, 'label' | 'guidance'>[];
  readonly gates: readonly string[];
  /** Unanswered placeholders and template lines, in document order. */
  readonly leftovers: readonly Range[];
  /** The section's heading or the level's value; `undefined` if it is missing. */
  readonly at: Range | undefined;
  /** Inserts the section as in the template; `undefined` if it exists, or if inserting it would break nearby text. */
  readonly insertion: TextEdit | undefined;
}

export type NextKind =
  | 'choose-level'
  | 'insert-section'
  | 'write-section'
  | 'finish-section'
  | 'answer-topics'
  | 'name-gates';

export interface LevelChoice extends LevelInfo {
  /** The edit that sets the level. */
  readonly edit: TextEdit | undefined;
}

/**
 * Everything that is left for the document's level, in the order to do it: first choosing a level if none is set, then
 * phase by phase in template order. Recommended sections are not steps.
 */
export function nextSteps(document: DesignDocument): NextStep[] {
  const covered = new Set<BoundSection>();
  const steps = phasesLeft(document).flatMap((phase) =>
    document.sections.flatMap((bound) => stepIn(document, bound, phase, covered)),
  );
  return [...levelStep(document), ...steps.filter((step) => !isEmptyFrame(document, step, steps))];
}

/** The level's phases. `undefined`, for work in no phase, comes before the current phase because it is always due. */
function phasesLeft({ template, level, currentPhase }: DesignDocument): (Phase | undefined)[] {
  const required = template.phases.filter(({ number }) => isPhaseRequired(level.level, number));
  const current = required.findIndex(({ number }) => number === currentPhase);
  const before = current < 0 ? required.length : current;
  return [...required.slice(0, before), undefined, ...required.slice(before)];
}

function levelStep(document: DesignDocument): NextStep[] {
  const { template, level, sections } = document;
  const { levelField } = template;
  if (!levelField || level.field?.reading.kind === 'set') return [];
  const bound = levelField.section && sections[levelField.section.index];
  const { field } = level;
  const value = field && (field.valueRange.start === field.valueRange.end ? field.range : field.valueRange);
  const word = levelWord(document);
  return [
    {
      ...NOTHING,
      kind: 'choose-level',
      title: `Choose the ${word}`,
      phase: template.phases.find(({ number }) => number === bound?.phases[0]),
      section: bound && { id: bound.known.id, title: bound.known.title },
      state: bound?.state,
      why: `The ${word} determines what is required. Until you choose one, the document is checked as ${level.level?.name}.`,
      guidance: bound ? guidanceOf(template, bound.known) : '',
      choices: levelInfos(template).map((info, index) => {
        const choice = template.levels[index];
        return { ...info, edit: choice && setLevel(document, choice) };
      }),
      at: value ?? (bound && sectionOf(document, bound)?.heading),
      insertion: bound && !field ? insertionOf(document, bound) : undefined,
    },
  ];
}

const NOTHING = {
  choices: [],
  topics: [],
  gates: [],
  leftovers: [],
  insertion: undefined,
} as const satisfies Partial<NextStep>;

/** The step for a section in a phase, if any. Adds sections that get their own step to `covered`, and skips those in it. */
function stepIn(
  document: DesignDocument,
  bound: BoundSection,
  phase: Phase | undefined,
  covered: Set<BoundSection>,
): NextStep[] {
  if (bound.need !== 'required' || awaitsLevel(document, bound)) return [];
  const isHere = bound.phases[0] === phase?.number;
  const topics = openTopics(bound, phase?.number);
  const gates = isHere ? gatesLeft(document, bound) : [];
  const isLeft = isHere && !isDone(bound);
  if (!isLeft && topics.length === 0 && gates.length === 0) return [];
  if (!isLeft) return [stepFor(document, bound, phase, { topics, gates, isWhole: false })];
  const whole = outermostUnwritten(document, bound);
  if (covered.has(whole)) return [];
  covered.add(whole);
  const own = openTopics(whole, whole.phases[0]);
  return [
    stepFor(document, whole, phase, {
      topics: whole === bound ? topics : own,
      gates: whole === bound ? gates : gatesLeft(document, whole),
      isWhole: true,
    }),
  ];
}

/** Whether a section holds the level field while no level is set. Choosing a level is then its only step. */
function awaitsLevel({ template, level }: DesignDocument, { known }: BoundSection): boolean {
  return template.levelField?.section === known && level.field?.reading.kind !== 'set';
}

/** The outermost section to write together with a section, because it is missing or has no text yet either. */
function outermostUnwritten(document: DesignDocument, bound: BoundSection): BoundSection {
  const parent = bound.known.parent && document.sections[bound.known.parent.index];
  const isBlank = ({ state }: BoundSection): boolean => state === 'empty' || state === 'unwritten';
  const comesAlong =
    parent?.state === 'missing' ||
    (parent?.need === 'required' && isBlank(parent) && (isBlank(bound) || bound.state === 'missing'));
  return parent && comesAlong ? outermostUnwritten(document, parent) : bound;
}

function gatesLeft(document: DesignDocument, bound: BoundSection): readonly string[] {
  const { template, level } = document;
  const { gates } = template;
  if (!gates || findSection(template, gates.section) !== bound.known) return [];
  if (level.field?.reading.kind !== 'set' || bound.state === 'waived') return [];
  return accountOf(document).gates;
}

interface OpenParts {
  readonly topics: readonly Topic[];
  readonly gates: readonly string[];
  /** Whether the section itself is unfinished. If not, only topics or gates are missing. */
  readonly isWhole: boolean;
}

function stepFor(
  document: DesignDocument,
  bound: BoundSection,
  phase: Phase | undefined,
  { topics, gates, isWhole }: OpenParts,
): NextStep {
  const { known, state } = bound;
  const leftovers = state === 'draft' || !isWhole ? leftoversIn(document, bound, phase) : [];
  const kind = kindOf(bound, isWhole, leftovers.length > 0, topics.length > 0);
  const due: BoundSection = { ...bound, need: 'required', phases: phase ? [phase.number] : [] };
  return {
    ...NOTHING,
    kind,
    title: titleFor(kind, bound, topics, gates),
    phase,
    section: { id: known.id, title: known.title },
    state,
    why: whyDue(document, due, kind, topics.length, gates.length),
    guidance: guidanceOf(document.template, known),
    topics: topics.map(({ label, guidance }) => ({ label, guidance })),
    gates,
    leftovers,
    at: sectionOf(document, bound)?.heading,
    insertion: kind === 'insert-section' ? insertionOf(document, bound) : undefined,
  };
}

function kindOf({ state }: BoundSection, isWhole: boolean, isLeftOver: boolean, asks: boolean): NextKind {
  if (!isWhole) return asks ? 'answer-topics' : 'name-gates';
  if (state === 'missing') return 'insert-section';
  if (state !== 'draft') return 'write-section';
  return asks && !isLeftOver ? 'answer-topics' : 'finish-section';
}

function titleFor(
  kind: NextKind,
  bound: BoundSection,
  topics: readonly Topic[],
  gates: readonly string[],
): string {
  const title = titleOf(bound);
  if (kind === 'answer-topics') return `Cover ${listed(topics.map(({ label }) => label))} in ${title}`;
  if (kind === 'name-gates') return `Add criteria for ${listed(gates)} to ${title}`;
  const verb = { 'insert-section': 'Insert', 'write-section': 'Write', 'finish-section': 'Finish' } as const;
  return `${verb[kind as keyof typeof verb]} ${title}`;
}

/** The template lines and placeholders left in a section itself that are due in the phase. */
function leftoversIn(document: DesignDocument, bound: BoundSection, phase: Phase | undefined): Range[] {
  const { placeholders = [], leftovers = [] } = contentOf(document, bound) ?? {};
  const asked = bound.unanswered.map(({ topic }) => topic);
  const phaseOf = (line: Leftover): number | undefined => {
    const topic = topicOf(line, asked);
    return topic ? bound.unanswered.find((each) => each.topic === topic)?.phase : bound.phases[0];
  };
  const lines = leftovers.filter((line) => phaseOf(line) === phase?.number);
  const isInLine = ({ start }: Range): boolean =>
    leftovers.some((line) => line.start <= start && start < line.end);
  const words = bound.phases[0] === phase?.number ? placeholders.filter((word) => !isInLine(word)) : [];
  return [...lines, ...words]
    .filter(({ start }) => ownerAt(document, start) === bound)
    .map(({ start, end }) => ({ start, end }))
    .sort((a, b) => a.start - b.start);
}

/** The required section at an offset, or the closest required one around it. */
function ownerAt(document: DesignDocument, offset: number): BoundSection | undefined {
  let owner = boundAt(document, offset);
  while (owner && owner.need !== 'required')
    owner = owner.known.parent && document.sections[owner.known.parent.index];
  return owner;
}

/** Whether all that a draft lacks is covered by the steps of its nested sections. */
function isEmptyFrame(document: DesignDocument, step: NextStep, steps: readonly NextStep[]): boolean {
  if (step.kind !== 'finish-section' || step.leftovers.length > 0) return false;
  const isWithin = (id: string | undefined): boolean => {
    const parent = document.sections.find(({ known }) => known.id === id)?.known.parent;
    return parent !== undefined && (parent.id === step.section?.id || isWithin(parent.id));
  };
  return step.gates.length === 0 && steps.some(({ section }) => isWithin(section?.id));
}

function insertionOf(document: DesignDocument, { known, state }: BoundSection): TextEdit | undefined {
  return state !== 'missing' ? undefined : insertions(document, [known])[0]?.edit;
}

function whyDue(
  document: DesignDocument,
  due: BoundSection,
  kind: NextKind,
  topics: number,
  gates: number,
): string {
  if (kind === 'name-gates')
    return `${gates > 1 ? 'These gates are' : 'This gate is'} required at ${document.level.level?.name}.`;
  const topicsAre = topics > 1 ? 'These topics are' : 'This topic is';
  return `${kind === 'answer-topics' ? topicsAre : 'It is'} ${requirementOf(document, due)}.`;
}
