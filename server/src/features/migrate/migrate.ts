import { bind } from '../../document/bind.ts';
import type { Markdown } from '../../markdown/markdown.ts';
import type { Template } from '../../template/template.ts';
import type { Open } from '../navigation/links.ts';
import { type Anchors, carryOut } from './carry.ts';
import { correctMarkers } from './correct-markers.ts';
import { type Lineage, lineageOf } from './lineage.ts';
import { renameHeadings } from './rename-headings.ts';
import { renewGuidance } from './renew-guidance.ts';
import { addSections, dropSections } from './settle-sections.ts';
import { shiftRanks } from './shift-ranks.ts';
import type { Judged, Note, Step } from './step.ts';

/** What brings a document to the template that it has now. */
export interface Migration {
  /** The document afterwards. */
  readonly markdown: Markdown;
  readonly notes: readonly Note[];
  /** Headings that links find by another name now, or not at all. */
  readonly anchors: Anchors;
}

/** The judgement of a text as the document that it is; `undefined` if it is none. */
export type Judge = (markdown: Markdown) => Judged | undefined;

const STEPS: readonly Step[] = [
  shiftRanks,
  renameHeadings,
  correctMarkers,
  dropSections,
  renewGuidance,
  addSections,
];

/** One step may make another possible; more rounds than that takes. */
const MOST_ROUNDS = 8;

/**
 * Brings a document to the present version of its template: names of sections, heading levels, phase markers, and with
 * `from`, the template that it was written from, also guidance and sections. The author's words stay, and their order.
 */
export function migrate(source: Open, judge: Judge, from: Template | undefined): Migration {
  const first = judge(source.markdown);
  const given = first && from && lineageOf(from, first.document.template);
  const refusal = first && given && refusalOf(given, first);
  const lineage = refusal ? undefined : given;
  let { markdown } = source;
  let anchors: Anchors = new Map();
  const notes = new Map<string, Note>(refusal && [['', refusal]]);
  const tell = (all: readonly Note[]): void => {
    for (const note of all) notes.set(`${note.about}\n${note.text}`, note);
  };
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const { text } = markdown;
    for (const step of STEPS) {
      const judged = judge(markdown);
      if (!judged) break;
      const plan = step(judged, lineage);
      const carried = carryOut({ uri: source.uri, markdown }, plan.changes);
      tell([...plan.notes, ...carried.notes]);
      anchors = joined(anchors, carried.anchors);
      markdown = carried.markdown;
    }
    if (markdown.text === text) break;
  }
  return { markdown, anchors: changedOnly(anchors), notes: [...notes.values()] };
}

/** Why the older template says nothing of a document, if so. */
function refusalOf({ old, now, isRelated }: Lineage, { document }: Judged): Note | undefined {
  if (!isRelated)
    return {
      about: now.title,
      text: 'the older template has little in common with it, and is not used here',
    };
  const bound = bind(old, document.outline).sections.size + document.binding.sections.size;
  if (bound < 2 && old.sections.length > 1)
    return { about: old.title, text: 'hardly any of its sections are here, so it is not used' };
  return undefined;
}

function joined(first: Anchors, then: Anchors): Anchors {
  if (first.size === 0 || then.size === 0) return first.size === 0 ? then : first;
  return new Map([...first].map(([name, now]) => [name, now === undefined ? undefined : then.get(now)]));
}

function changedOnly(anchors: Anchors): Anchors {
  return new Map([...anchors].filter(([name, now]) => name !== now));
}
