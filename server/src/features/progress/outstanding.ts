import { type BoundSection, type DesignDocument, isDone } from '../../document/document.ts';
import { readGates } from '../../document/gates.ts';
import { gatesAt } from '../../document/needs.ts';

/** What a document still owes to its level, named. */
export interface Outstanding {
  /** Whether the document has to choose a level, and does not. */
  readonly level: boolean;
  /** Required sections in which something is left, by phase and then in the template's order. */
  readonly sections: readonly OutstandingSection[];
  /** Gates that the level asks for and the document does not name. */
  readonly gates: readonly string[];
}

export interface OutstandingSection {
  readonly title: string;
  /** The phase that waits for it; a section with topics of a later phase may stand here twice. */
  readonly phase: number | undefined;
  readonly state: BoundSection['state'];
  /** Topics of that phase that the section does not answer. */
  readonly topics: readonly string[];
}

export const NOTHING_OUTSTANDING: Outstanding = { level: false, sections: [], gates: [] };

export function outstanding(document: DesignDocument): Outstanding {
  const { template, level, sections, isForeignToTemplate } = document;
  const required = sections.filter(({ need }) => need === 'required');
  const asked = isForeignToTemplate ? [] : gatesAt(template, level.level);
  return {
    level: template.levelField !== undefined && level.field?.reading.kind !== 'set',
    sections: required.flatMap(outstandingIn).sort(byPhase),
    gates: asked.length > 0 ? (readGates(document)?.missing ?? asked) : [],
  };
}

function outstandingIn(section: BoundSection): OutstandingSection[] {
  const { known, phases, state, unanswered } = section;
  const own = isDone(section) ? [] : [phases[0]];
  const waiting = new Set([...own, ...unanswered.map(({ phase }) => phase)]);
  return [...waiting].map((phase) => {
    const topics = unanswered.filter((each) => each.phase === phase).map(({ topic }) => topic.label);
    return { title: known.title, phase, state, topics };
  });
}

function byPhase(a: OutstandingSection, b: OutstandingSection): number {
  const last = Number.MAX_SAFE_INTEGER;
  return (a.phase ?? last) - (b.phase ?? last);
}
