import type { BoundSection, DesignDocument } from '../../document/document.ts';
import { accountOf } from './account.ts';

/** What a document still needs for its level. */
export interface Outstanding {
  /** Whether the document has no level but must set one. */
  readonly level: boolean;
  /** Required sections with open work, by phase and then in template order. */
  readonly sections: readonly OutstandingSection[];
  /** Gates that the level requires and the document does not mention. */
  readonly gates: readonly string[];
}

export interface OutstandingSection {
  readonly title: string;
  /** The phase with open work. A section with open topics of a later phase can be listed twice. */
  readonly phase: number | undefined;
  readonly state: BoundSection['state'];
  /** The topics of that phase that the section does not answer. */
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
