import type { Block, Leaf, Paragraph } from '../markdown/blocks.ts';
import { leafSource, leafText, leavesOf, walkBlocks } from '../markdown/markdown.ts';
import { isBox } from '../structure/boxes.ts';
import { readField, withoutNote } from '../structure/field.ts';
import { allBlocks, type Section } from '../structure/sections.ts';
import { fold } from '../text/fold.ts';
import { formBlocks, withNested } from './boilerplate.ts';
import { hasDefaultValue } from './default-value.ts';
import { isInstruction } from './instruction.ts';
import { legalText } from './legal-text.ts';
import { levelFieldName } from './levels.ts';
import type { Policy, SectionPolicy } from './policy.ts';
import type { TemplateSection, Topic } from './template.ts';
import { itemsOf, textsOf, wording, wordings } from './wording.ts';

/**
 * The text of a template's section, including nested sections, that a finished document can keep. `policyOf` returns
 * the policy of a section.
 */
export function keptText(
  text: string,
  source: Section,
  policyOf: (section: Section) => SectionPolicy,
  { gates, ...all }: Policy,
  topics: readonly Topic[],
): Pick<TemplateSection, 'mayStay' | 'answers' | 'doubtful' | 'quoted'> {
  const blocks = [...allBlocks(source)];
  const paragraphs = walkBlocks(blocks).filter((block): block is Paragraph => block.kind === 'paragraph');
  const sourcesOf = (leaves: readonly Leaf[]): string[] => leaves.map((leaf) => leafSource(text, leaf));
  const policy = policyOf(source);
  const allowed = (each: Section): Block[] =>
    allowedBlocks(text, each.blocks, policyOf(each)['may-stay'] ?? []);
  const chosen = [...textsOf(text, withNested(source).flatMap(allowed))];
  const asked = new Set([
    ...topics.filter(({ from }) => from !== undefined).map(({ name }) => name),
    ...[...(policy.examples ?? []), ...(all['strict-choices'] ?? []), gates?.label ?? ''].map(fold),
    levelFieldName(all),
  ]);
  const isDefault = ({ lines }: Leaf): boolean =>
    lines.every(({ start, end }) => hasDefaultValue(text.slice(start, end), (label) => asked.has(label)));
  const isDoubtful = (leaf: Leaf): boolean =>
    DEFINITION.test(leafSource(text, leaf)) ||
    leaf.lines.every(({ start, end }) => isOpenChoice(text.slice(start, end), asked));
  const legal = paragraphs.filter((leaf) => legalText(leafText(text, leaf)) !== undefined);
  const hasOnlyLegal = blocks.every(
    (block) => block.kind === 'heading' || legal.some((leaf) => leaf === block),
  );
  const stages = paragraphs.filter((leaf) => isStageNote(leafText(text, leaf)));
  const licenses = legal.filter((leaf) => hasOnlyLegal || legalText(leafText(text, leaf)) === 'license');
  return {
    mayStay: wordings([
      ...chosen,
      ...textsOf(text, formBlocks(text, source)),
      ...sourcesOf([...legal, ...stages]),
    ]),
    answers: wordings([
      ...chosen,
      ...sourcesOf(licenses),
      ...sourcesOf(boxesIn(text, blocks)),
      ...sourcesOf(paragraphs.filter(isDefault)),
    ]),
    doubtful: wordings(sourcesOf(paragraphs.filter(isDoubtful))),
    quoted: wordings(
      textsOf(
        text,
        walkBlocks(blocks).filter(({ kind }) => kind === 'quote'),
      ),
    ),
  };
}

/**
 * Whether a paragraph only notes when a section is due: “This section must be completed before the beta”, “Not required
 * until a release”. If a later sentence tells the author what to write, the paragraph is guidance.
 */
function isStageNote(words: string): boolean {
  return (
    STAGE_NOTE.test(words) &&
    !words
      .split(/[.:]\s/)
      .slice(1)
      .some(isInstruction)
  );
}

const STAGE_NOTE =
  /^(?:note: ?)?(?:for [\w ,/]{1,30}, )?(?:(?:this|the) section (?:is |are )?(?:must be (?:completed|filled|written|answered)|required|encouraged|optional|not required|only required|not needed)|(?:section )?not (?:required|needed) (?:until|before|for))\b/i;

/** A sentence about a bold term: `**payer** is a person with a card.` */
const DEFINITION =
  /^(?:\*\*[^*\n]+[^*\n:?.]\*\*|__[^_\n]+[^_\n:?.]__)[ \t]+(?:is|are|means?|refers to|[-–—])\s/;

function isOpenChoice(line: string, asked: ReadonlySet<string>): boolean {
  const field = readField(line);
  return (
    field !== undefined && !asked.has(withoutNote(field.name)) && /[^|\s]\s*\\?\|\s*[^|\s]/.test(field.value)
  );
}

/** The lines of checklists: paragraphs that begin with an empty box, and tables with a column of such boxes. */
function boxesIn(text: string, blocks: readonly Block[]): Leaf[] {
  return walkBlocks(blocks).flatMap((block): readonly Leaf[] => {
    if (block.kind === 'paragraph') return isBox(leafSource(text, block)) ? [block] : [];
    if (block.kind !== 'table') return [];
    const cells = leavesOf([block]);
    return cells.some((cell) => isBox(leafSource(text, cell))) ? cells : [];
  });
}

/**
 * The text that `may-stay` allows: list items, with everything nested in them, and paragraphs. An entry is a label, the
 * full text, or the words that the text begins with.
 */
function allowedBlocks(text: string, blocks: readonly Block[], entries: readonly string[]): Block[] {
  if (entries.length === 0) return [];
  const beginnings = entries.map((entry) => wording(entry).replace(/(?:\u2026|\.{3})$/, ''));
  const labels = new Set(entries.map(fold));
  const isAllowed = (leaf: Leaf): boolean => {
    const field = readField(leafSource(text, leaf));
    if (field && labels.has(withoutNote(field.name))) return true;
    const sources = [leafSource(text, leaf), leafText(text, leaf)].map(wording);
    return sources.some((words) => beginnings.some((start) => beginsWith(words, start)));
  };
  const items = [...itemsOf(blocks)].flatMap(({ item, leaf }) =>
    leaf && isAllowed(leaf) ? item.blocks : [],
  );
  const paragraphs = walkBlocks(blocks).filter((block) => block.kind === 'paragraph' && isAllowed(block));
  return [...items, ...paragraphs];
}

/** Whether a text is `start`, or begins with it if it has several words. A single word is only a label. */
function beginsWith(words: string, start: string): boolean {
  if (words === start) return true;
  return start.includes(' ') && words.startsWith(start) && !/^[\p{L}\p{N}]/u.test(words.slice(start.length));
}
