import type { BoundSection, DesignDocument } from '../../document/document.ts';
import { accountOf } from './account.ts';

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
  const { isLevelOpen, open, gates } = accountOf(document);
  const required = open.filter(({ section }) => section.need === 'required');
  return {
    level: isLevelOpen,
    sections: required.map(({ section: { known, state }, phase, topics }) => ({
      ...{ title: known.title, phase, state },
      topics: topics.map(({ label }) => label),
    })),
    gates,
  };
}
