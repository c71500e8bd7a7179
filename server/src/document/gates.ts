import { plainText } from '../markdown/inline.ts';
import { allBlocks } from '../template/outline.ts';
import { findSection, type TemplateSection } from '../template/template.ts';
import { textsOf } from '../template/wording.ts';
import { fold } from '../text/fold.ts';
import type { Range } from '../text/range.ts';
import type { BoundSection, DesignDocument } from './document.ts';
import { type Labelled, labelledIn, labelName } from './labelled.ts';
import { gatesAt } from './needs.ts';
import { isPlaceholder } from './placeholders.ts';

/** What the gates of a document's level ask of the section that names them. */
export interface GateReading {
  readonly section: BoundSection;
  /** Where the gates are to be named: their label, else the section's heading. */
  readonly at: Range;
  readonly isLabelled: boolean;
  /** Each label under which gates are named, in document order. */
  readonly labels: readonly Labelled[];
  readonly asked: readonly string[];
  readonly missing: readonly string[];
  /** Whether nothing but the template's words or a placeholder stands there. */
  readonly isUntouched: boolean;
}

/** Reads the gates; `undefined` if none are asked for or the section that names them is not there. */
export function readGates(document: DesignDocument): GateReading | undefined {
  const { template, level, sections, markdown } = document;
  const { gates } = template;
  const asked = gatesAt(template, level.level);
  const known = gates && findSection(template, gates.section);
  const bound = known && sections[known.index];
  if (!gates || !bound?.section || asked.length === 0) return undefined;
  const names = labelsOf(gates.label);
  const labels = [...labelledIn(markdown.text, bound.section, (name) => names.has(name))];
  // Where the label is gone, the gates may be named anywhere in the section.
  const texts =
    labels.length > 0
      ? labels.flatMap((labelled) => textsUnder(markdown.text, labelled, bound.known))
      : [...textsOf(markdown.text, [...allBlocks(bound.section)])];
  const own = texts.filter((source) => !bound.known.wordings.includes(source) && !isPlaceholder(source));
  const words = fold(own.map((source) => plainText(source)).join('\n'));
  return {
    section: bound,
    at: labels[0]?.at ?? bound.section.heading,
    isLabelled: labels.length > 0,
    labels,
    asked,
    missing: asked.filter((gate) => !template.namesGate(gate, words)),
    isUntouched: labels.length > 0 && texts.length > 0 && own.length === 0,
  };
}

/** The value behind a label, the label with it where both are the template's, and all that stands under it. */
function textsUnder(text: string, { at, value, blocks }: Labelled, { wordings }: TemplateSection): string[] {
  const line = text.slice(at.start, at.end);
  const behind = text.slice(value.start, value.end);
  const own = behind !== '' && wordings.includes(line) ? line : behind;
  return [own, ...textsOf(text, blocks)].filter((source) => source !== '');
}

/** `Entry/Exit criteria` may be written `Entry and exit criteria`, and as two labels: `Entry criteria`. */
function labelsOf(label: string): Set<string> {
  const name = labelName(label);
  const [, first, second, rest = ''] = /^([^\s/]+) ?\/ ?([^\s/]+)(.*)/s.exec(name) ?? [];
  if (first === undefined || second === undefined) return new Set([name]);
  const joints = ['/', ' / ', ' and ', ' or ', ' & '];
  return new Set([
    ...joints.map((joint) => fold(`${first}${joint}${second}${rest}`)),
    first + rest,
    second + rest,
  ]);
}
