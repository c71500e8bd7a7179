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

/**
 * The gates that the level of a document requires, compared with the section that lists them; see docs/reference.md,
 * "Quality gates".
 */
export interface GateReading {
  readonly section: BoundSection;
  /** The range of the first label for gates, otherwise of the section's heading, in the document. */
  readonly range: Range;
  /** Whether the section has a label for gates. */
  readonly isLabeled: boolean;
  readonly required: readonly string[];
  readonly missing: readonly string[];
  /** Whether the text under the label is only the template's text or placeholders. */
  readonly isUntouched: boolean;
}

/** Reads the gates; `undefined` if the level requires none, or if the section that lists them is missing. */
export function readGates(document: DesignDocument): GateReading | undefined {
  const { template, level, sections } = document;
  const { gates } = template;
  const required = gatesAt(template, level.level);
  const known = gates && findSection(template, gates.section);
  const bound = known && sections[known.index];
  const section = bound && sectionOf(document, bound);
  if (!gates || !known || !section || required.length === 0) return undefined;
  const { labelRange, words, isUntouched } = namedGates(section.node, known, gates);
  return {
    section: bound,
    range: labelRange ? move(labelRange, section.origin) : section.heading,
    isLabeled: labelRange !== undefined,
    required,
    missing: required.filter((gate) => !template.namesGate(gate, words)),
    isUntouched,
  };
}

/** The text under each label for gates in a section, in document order. */
export function gateLabels({ markdown, template: { gates } }: DesignDocument, section: Section): Labeled[] {
  return gates ? labeledGates(markdown.text, section, gates) : [];
}

function labeledGates(text: string, section: Section, { label }: Gates): Labeled[] {
  const names = labelsOf(label);
  return [...labeledIn(text, section, (name) => names.has(name))];
}

type Gates = NonNullable<Template['gates']>;

interface NamedGates extends Pick<GateReading, 'isUntouched'> {
  /** The range of the first label, relative to the start of the section's chunk. */
  readonly labelRange: Range | undefined;
  /** The author's own text, folded. */
  readonly words: string;
}

const namedGates = memo((node: SectionNode, known: TemplateSection, gates: Gates): NamedGates => {
  const { text, section } = fragmentOf(node);
  const labels = labeledGates(text, section, gates);
  // Without a label, the gates may be named anywhere in the section.
  const texts =
    labels.length > 0
      ? labels.flatMap((labeled) => textsUnder(text, labeled, known))
      : [...textsOf(text, [...allBlocks(section)])];
  const own = texts.filter((source) => !known.wordings.includes(source) && !isPlaceholder(source));
  return {
    labelRange: labels[0] && { start: labels[0].range.start, end: labels[0].range.end },
    words: fold(own.map((source) => plainText(source)).join('\n')),
    isUntouched: labels.length > 0 && texts.length > 0 && own.length === 0,
  };
});

/** The value of a label and the texts under it. If the full line of the label is the template's, it is the value. */
function textsUnder(
  text: string,
  { range, value, blocks }: Labeled,
  { wordings }: TemplateSection,
): string[] {
  const line = text.slice(range.start, range.end);
  const afterLabel = text.slice(value.start, value.end);
  const first = afterLabel !== '' && wordings.includes(line) ? line : afterLabel;
  return [first, ...textsOf(text, blocks)].filter((source) => source !== '');
}

/** The folded forms of a label with a slash: `Entry/Exit criteria`, `Entry and exit criteria`, `Entry criteria`, … */
function labelsOf(label: string): Set<string> {
  const name = labelName(label);
  const [, first, second, after = ''] = /^([^\s/]+) ?\/ ?([^\s/]+)(.*)/s.exec(name) ?? [];
  if (first === undefined || second === undefined) return new Set([name]);
  const joints = ['/', ' / ', ' and ', ' or ', ' & '];
  return new Set([
    ...joints.map((joint) => fold(`${first}${joint}${second}${after}`)),
    first + after,
    second + after,
  ]);
}
