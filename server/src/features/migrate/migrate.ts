import { bind } from '../../document/bind.ts';
import type { Markdown } from '../../markdown/markdown.ts';
import type { Template } from '../../template/template.ts';
import type { MarkdownFile } from '../navigation/links.ts';
import { type AnchorChanges, applyChanges } from './carry.ts';
import { correctMarkers } from './correct-markers.ts';
import { type Lineage, lineageOf } from './lineage.ts';
import { renameHeadings } from './rename-headings.ts';
import { renewGuidance } from './renew-guidance.ts';
import { addSections, dropSections } from './settle-sections.ts';
import { shiftRanks } from './shift-ranks.ts';
import type { CheckedDocument, Note, Step } from './step.ts';

/** The result of migrating a document to the current version of its template. */
export interface Migration {
  /** The document afterwards. */
  readonly markdown: Markdown;
  readonly notes: readonly Note[];
  /** The anchors that changed or were removed. */
  readonly anchors: AnchorChanges;
}

/** Binds and checks a text; `undefined` if it is not a design document. */
export type CheckText = (markdown: Markdown) => CheckedDocument | undefined;

const STEPS: readonly Step[] = [
  shiftRanks,
  renameHeadings,
  correctMarkers,
  dropSections,
  renewGuidance,
  addSections,
];

/** One step may make another possible, so all steps run until nothing changes. No document needs this many rounds. */
const MOST_ROUNDS = 8;

/**
 * Migrates a document to the current version of its template: section names, heading levels, and phase markers. With
 * `from`, the template that it was written from, also guidance and sections. The author's text and its order stay.
 */
export function migrate(source: MarkdownFile, checkText: CheckText, from: Template | undefined): Migration {
  const first = checkText(source.markdown);
  const given = first && from && lineageOf(from, first.document.template);
  const refusal = first && given && refusalOf(given, first);
  const lineage = refusal ? undefined : given;
  let { markdown } = source;
  let anchors: AnchorChanges = new Map();
  const notes = new Map<string, Note>(refusal && [['', refusal]]);
  const addNotes = (all: readonly Note[]): void => {
    for (const note of all) notes.set(`${note.about}\n${note.text}`, note);
  };
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const { text } = markdown;
    for (const step of STEPS) {
      const checked = checkText(markdown);
      if (!checked) break;
      const plan = step(checked, lineage);
      const applied = applyChanges({ uri: source.uri, markdown }, plan.changes);
      addNotes([...plan.notes, ...applied.notes]);
      anchors = joinAnchors(anchors, applied.anchors);
      markdown = applied.markdown;
    }
    if (markdown.text === text) break;
  }
  return { markdown, anchors: changedOnly(anchors), notes: [...notes.values()] };
}

/** Why the older template is not used for a document, if it is not. */
function refusalOf({ old, now, isRelated }: Lineage, { document }: CheckedDocument): Note | undefined {
  if (!isRelated)
    return {
      about: now.title,
      text: 'the older template has little in common with it and was not used',
    };
  const bound = bind(old, document.outline).sections.size + document.binding.sections.size;
  if (bound < 2 && old.sections.length > 1)
    return { about: old.title, text: 'the document has hardly any of its sections, so it was not used' };
  return undefined;
}

function joinAnchors(first: AnchorChanges, then: AnchorChanges): AnchorChanges {
  if (first.size === 0 || then.size === 0) return first.size === 0 ? then : first;
  return new Map([...first].map(([name, now]) => [name, now === undefined ? undefined : then.get(now)]));
}

function changedOnly(anchors: AnchorChanges): AnchorChanges {
  return new Map([...anchors].filter(([name, now]) => name !== now));
}
