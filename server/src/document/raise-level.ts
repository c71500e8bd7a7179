import { walkBlocks } from '../markdown/markdown.ts';
import { readOutline } from '../template/outline.ts';
import type { Level } from '../template/template.ts';
import { followedBy } from '../text/followed-by.ts';
import type { TextEdit } from '../text/range.ts';
import { addGates, lackingGates } from './add-gates.ts';
import { addTopics, lackingTopics } from './add-topics.ts';
import { type BoundSection, bindDocument, type DesignDocument } from './document.ts';
import { insertSections } from './insert.ts';
import { setLevel, setValue } from './set-level.ts';

/** What it takes to raise a document to a level. */
export interface Raise {
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
export function planRaise(document: DesignDocument, level: Level): Raise {
  const { field, level: current } = document.level;
  const nothing = { edits: [], sections: 0, topics: 0, gates: 0 };
  if (field?.reading.kind === 'set' && current && level.index <= current.index) return nothing;
  const edits = levelEdits(document, level);
  const set = { edits, document: withEdits(document, edits) };
  if (set.document.level.field?.reading.kind !== 'set' || set.document.level.level !== level) return nothing;
  const sections = take(set, lackingSections, (known, lacking) =>
    insertSections(
      known,
      lacking.map((bound) => bound.known),
    ),
  );
  // The words for gates and topics say nothing of a text in another language.
  const isForeign = document.isForeignToTemplate;
  const gates = isForeign ? { ...sections, added: [] } : take(sections, lackingGates, addGates);
  const topics = isForeign ? { ...gates, added: [] } : take(gates, lackingTopics, addTopics);
  return {
    edits: topics.edits,
    sections: countSections(topics.document) - countSections(document),
    topics: topics.added.flatMap((lacking) => lacking.topics).length,
    gates: gates.added.length,
  };
}

/** A document that has been edited, and the edits of the original text that make it. */
interface Edited {
  readonly edits: readonly TextEdit[];
  readonly document: DesignDocument;
}

/**
 * Adds what a document lacks, if it does not lack it afterwards and its code is as it was: what is written behind a
 * code block that is never closed would only become code.
 */
function take<Lacking>(
  before: Edited,
  findLacking: (document: DesignDocument) => readonly Lacking[],
  add: (document: DesignDocument, lacking: readonly Lacking[]) => readonly TextEdit[],
): Edited & { readonly added: readonly Lacking[] } {
  const lacking = findLacking(before.document);
  if (lacking.length === 0) return { ...before, added: [] };
  const insertions = add(before.document, lacking);
  const document = withEdits(before.document, insertions);
  if (findLacking(document).length > 0 || !keepsCode(before.document, document))
    return { ...before, added: [] };
  return { edits: followedBy(before.edits, insertions), document, added: lacking };
}

/** The level's field, and those that said the same: they would contradict it. */
function levelEdits(document: DesignDocument, level: Level): TextEdit[] {
  const set = setLevel(document, level);
  const { text } = document.markdown;
  return set ? [set, ...document.level.agreeing.map((use) => setValue(text, use, level))] : [];
}

/** The required sections that are missing, without those that come with a section around them. */
function lackingSections({ sections }: DesignDocument): BoundSection[] {
  return sections.filter(({ known: { parent }, need, state }) => {
    const isParentMissing = parent !== undefined && sections[parent.index]?.state === 'missing';
    return need === 'required' && state === 'missing' && !isParentMissing;
  });
}

function keepsCode(before: DesignDocument, after: DesignDocument): boolean {
  const there = new Set(codeOf(after));
  return codeOf(before).every((source) => there.has(source));
}

/** All that is no running text: code, HTML and comments. */
function codeOf({ markdown: { text, blocks } }: DesignDocument): string[] {
  return [...walkBlocks(blocks)]
    .filter(({ kind }) => kind === 'code' || kind === 'html' || kind === 'comment')
    .map(({ start, end }) => text.slice(start, end));
}

function countSections({ sections }: DesignDocument): number {
  return sections.filter(({ section }) => section).length;
}

function withEdits(
  { markdown, template, recognition }: DesignDocument,
  edits: readonly TextEdit[],
): DesignDocument {
  const edited = markdown.edit(edits);
  return bindDocument(edited, readOutline(edited), template, recognition);
}
