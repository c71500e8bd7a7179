import { keepsBlocks } from '../../markdown/keeps-blocks.ts';
import { readOutline } from '../../structure/sections.ts';
import type { Level, TemplateSection } from '../../template/template.ts';
import { combineEdits } from '../../text/combine-edits.ts';
import type { TextEdit } from '../../text/range.ts';
import { bindDocument, type DesignDocument, missingSections } from '../document.ts';
import { addGates, missingGates } from './add-gates.ts';
import { addTopics, missingTopics } from './add-topics.ts';
import { insertSections } from './insert.ts';
import { setField, setLevel } from './set-level.ts';

/** The edits that raise a document to a level, and what they add. */
export interface RaisePlan {
  /** Empty if the document cannot be raised to that level. */
  readonly edits: readonly TextEdit[];
  /** How many sections, topics, and gates are added. */
  readonly sections: number;
  readonly topics: number;
  readonly gates: number;
}

/**
 * The edits that raise a document to a level: they set the level, and add exactly the required sections, topics, and
 * gates that are missing. Empty if the level is not higher than the document's.
 */
export function raiseLevel(document: DesignDocument, level: Level): TextEdit[] {
  return [...planRaise(document, level).edits];
}

/** Like `raiseLevel`, with the numbers of additions. Each step reads the document after the steps before. */
export function planRaise(document: DesignDocument, level: Level): RaisePlan {
  const { field, level: current } = document.level;
  const nothing = { edits: [], sections: 0, topics: 0, gates: 0 };
  if (field?.reading.kind === 'set' && current && level.index <= current.index) return nothing;
  const edits = levelEdits(document, level);
  const set = { edits, document: withEdits(document, edits) };
  if (set.document.level.field?.reading.kind !== 'set' || set.document.level.level !== level) return nothing;
  const sections = addMissing(set, missingRequired, insertSections);
  // The words of gates and topics cannot be found in a text in another language.
  const isForeign = document.isForeignToTemplate;
  const gates = isForeign ? sections : addMissing(sections, missingGates, addGates);
  const topics = isForeign ? gates : addMissing(gates, missingTopics, addTopics);
  return {
    edits: topics.edits,
    sections: countSections(topics.document) - countSections(document),
    topics: countTopics(gates.document) - countTopics(topics.document),
    gates: missingGates(sections.document).length - missingGates(gates.document).length,
  };
}

/** An edited document, and the edits of the original text that lead to it. */
interface Edited {
  readonly edits: readonly TextEdit[];
  readonly document: DesignDocument;
}

/** Adds what is missing, if less is missing afterwards and all other blocks stay the same. */
function addMissing<Missing>(
  before: Edited,
  findMissing: (document: DesignDocument) => readonly Missing[],
  add: (document: DesignDocument, missing: readonly Missing[]) => readonly TextEdit[],
): Edited {
  const missing = findMissing(before.document);
  const insertions = missing.length === 0 ? [] : add(before.document, missing);
  if (insertions.length === 0 || !keepsBlocks(before.document.markdown, insertions)) return before;
  const document = withEdits(before.document, insertions);
  if (findMissing(document).length >= missing.length) return before;
  return { edits: combineEdits(before.edits, insertions), document };
}

/** Sets the level field, and all other level fields that agreed with it, because they would now be conflicts. */
function levelEdits(document: DesignDocument, level: Level): TextEdit[] {
  const set = setLevel(document, level);
  return set ? [set, ...document.level.agreeing.map((use) => setField(document, use, level))] : [];
}

/** The required sections that are missing, without those inside another missing section. */
function missingRequired(document: DesignDocument): TemplateSection[] {
  const required = missingSections(document).filter(({ need }) => need === 'required');
  return required.map(({ known }) => known);
}

function countTopics(document: DesignDocument): number {
  return missingTopics(document).flatMap(({ topics }) => topics).length;
}

function countSections({ sections }: DesignDocument): number {
  return sections.filter(({ node }) => node).length;
}

function withEdits(
  { markdown, template, recognition }: DesignDocument,
  edits: readonly TextEdit[],
): DesignDocument {
  const edited = markdown.edit(edits);
  return bindDocument(edited, readOutline(edited), template, recognition);
}
