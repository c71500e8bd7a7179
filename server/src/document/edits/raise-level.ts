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

/** What it takes to raise a document to a level. */
export interface RaisePlan {
  /** None if the document cannot be raised to that level. */
  readonly edits: readonly TextEdit[];
  /** How many of each are added. */
  readonly sections: number;
  readonly topics: number;
  readonly gates: number;
}

/**
 * The edits that raise a document to a level: the level itself, and exactly the sections, topics and gates that it asks
 * for and the document lacks. None if the level is not above the document's.
 */
export function raiseLevel(document: DesignDocument, level: Level): TextEdit[] {
  return [...planRaise(document, level).edits];
}

/** The same edits, with what they add. Each step reads the document as the steps before have left it. */
export function planRaise(document: DesignDocument, level: Level): RaisePlan {
  const { field, level: current } = document.level;
  const nothing = { edits: [], sections: 0, topics: 0, gates: 0 };
  if (field?.reading.kind === 'set' && current && level.index <= current.index) return nothing;
  const edits = levelEdits(document, level);
  const set = { edits, document: withEdits(document, edits) };
  if (set.document.level.field?.reading.kind !== 'set' || set.document.level.level !== level) return nothing;
  const sections = take(set, lackingSections, insertSections);
  // The words for gates and topics say nothing of a text in another language.
  const isForeign = document.isForeignToTemplate;
  const gates = isForeign ? sections : take(sections, missingGates, addGates);
  const topics = isForeign ? gates : take(gates, missingTopics, addTopics);
  return {
    edits: topics.edits,
    sections: countSections(topics.document) - countSections(document),
    topics: countTopics(gates.document) - countTopics(topics.document),
    gates: missingGates(sections.document).length - missingGates(gates.document).length,
  };
}

/** A document that has been edited, and the edits of the original text that make it. */
interface Edited {
  readonly edits: readonly TextEdit[];
  readonly document: DesignDocument;
}

/** Adds what a document lacks, if it lacks less afterwards and all else is as it was. */
function take<Lacking>(
  before: Edited,
  findLacking: (document: DesignDocument) => readonly Lacking[],
  add: (document: DesignDocument, lacking: readonly Lacking[]) => readonly TextEdit[],
): Edited {
  const lacking = findLacking(before.document);
  const insertions = lacking.length === 0 ? [] : add(before.document, lacking);
  if (insertions.length === 0 || !keepsBlocks(before.document.markdown, insertions)) return before;
  const document = withEdits(before.document, insertions);
  if (findLacking(document).length >= lacking.length) return before;
  return { edits: combineEdits(before.edits, insertions), document };
}

/** The level's field, and those that said the same: they would contradict it. */
function levelEdits(document: DesignDocument, level: Level): TextEdit[] {
  const set = setLevel(document, level);
  return set ? [set, ...document.level.agreeing.map((use) => setField(document, use, level))] : [];
}

/** The required sections that are missing, without those that come with a section around them. */
function lackingSections(document: DesignDocument): TemplateSection[] {
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
