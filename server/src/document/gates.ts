import { plainText } from '../markdown/inline.ts';
import { move } from '../markdown/place.ts';
import { type Labeled, labeledIn, labelName } from '../structure/labeled.ts';
import { allBlocks, fragmentOf, type Section, type SectionNode } from '../structure/sections.ts';
import { findSection, type Template, type TemplateSection } from '../template/template.ts';
import { textsOf } from '../template/wording.ts';
import { fold } from '../text/fold.ts';
import { memo } from '../text/memo.ts';
import type { Range } from '../text/range.ts';
import { type BoundSection, type DesignDocument, sectionOf } from './document.ts';
import { gatesAt } from './needs.ts';
import { isPlaceholder } from './placeholders.ts';

/** What the gates of a document's level ask of the section that names them. */
export interface GateReading {
  readonly section: BoundSection;
  /** Where the gates are to be named: their label, else the section's heading. */
  readonly range: Range;
  readonly isLabelled: boolean;
  readonly required: readonly string[];
  readonly missing: readonly string[];
  /** Whether nothing but the template's words or a placeholder stands there. */
  readonly isUntouched: boolean;
}

/** Reads the gates; `undefined` if none are asked for or the section that names them is not there. */
export function readGates(document: DesignDocument): GateReading | undefined {
  const { template, level, sections } = document;
  const { gates } = template;
  const asked = gatesAt(template, level.level);
  const known = gates && findSection(template, gates.section);
  const bound = known && sections[known.index];
  const section = bound && sectionOf(document, bound);
  if (!gates || !known || !section || asked.length === 0) return undefined;
  const { at, words, isUntouched } = namedGates(section.node, known, gates);
  return {
    section: bound,
    range: at ? move(at, section.origin) : section.heading,
    isLabelled: at !== undefined,
    required: asked,
    missing: asked.filter((gate) => !template.namesGate(gate, words)),
    isUntouched,
  };
}

/** Each label under which gates are named, in document order. */
export function gateLabels({ markdown, template: { gates } }: DesignDocument, section: Section): Labeled[] {
  return gates ? labelledGates(markdown.text, section, gates) : [];
}

function labelledGates(text: string, section: Section, { label }: Gates): Labeled[] {
  const names = labelsOf(label);
  return [...labeledIn(text, section, (name) => names.has(name))];
}

type Gates = NonNullable<Template['gates']>;

interface NamedGates extends Pick<GateReading, 'isUntouched'> {
  /** The first label. */
  readonly at: Range | undefined;
  /** All that the author says there, folded. */
  readonly words: string;
}

const namedGates = memo((node: SectionNode, known: TemplateSection, gates: Gates): NamedGates => {
  const { text, section } = fragmentOf(node);
  const labels = labelledGates(text, section, gates);
  // Where the label is gone, the gates may be named anywhere in the section.
  const texts =
    labels.length > 0
      ? labels.flatMap((labelled) => textsUnder(text, labelled, known))
      : [...textsOf(text, [...allBlocks(section)])];
  const own = texts.filter((source) => !known.wordings.includes(source) && !isPlaceholder(source));
  return {
    at: labels[0] && { start: labels[0].range.start, end: labels[0].range.end },
    words: fold(own.map((source) => plainText(source)).join('\n')),
    isUntouched: labels.length > 0 && texts.length > 0 && own.length === 0,
  };
});

/** The value behind a label, the label with it where both are the template's, and all that stands under it. */
function textsUnder(
  text: string,
  { range: at, value, blocks }: Labeled,
  { wordings }: TemplateSection,
): string[] {
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
