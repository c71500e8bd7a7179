import type { GeneratorValue } from 'fast-check';
import { gatesAt, needOf, topicsAt } from '../../server/src/document/needs.ts';
import { headingName } from '../../server/src/structure/heading.ts';
import type { Level, Template, TemplateSection } from '../../server/src/template/template.ts';
import fc from './property.ts';

/** A document written from a template, with plausible text in every section that is in it. */
export interface Filled {
  readonly template: Template;
  readonly level: Level | undefined;
  /** The text above the first section: front matter, title, and fields. */
  readonly head: string;
  /** In the order of the document, children after their parents. */
  readonly parts: readonly Part[];
  readonly lineBreak: '\n' | '\r\n';
}

export interface Part {
  readonly known: TemplateSection;
  /** Its phase marker, heading, and text, without its child sections. */
  readonly text: string;
}

export function filled(template: Template): fc.Arbitrary<Filled> {
  return fc.gen().map((g) => fill(g, template));
}

export function textOf({ head, parts, lineBreak }: Filled): string {
  return [head, ...parts.map(({ text }) => text)].join('\n').replaceAll('\n', lineBreak);
}

/** The document without a section and its child sections. */
export function without(document: Filled, known: TemplateSection): Filled {
  return { ...document, parts: document.parts.filter((part) => !isWithin(part.known, known)) };
}

export function needIn({ template, level }: Filled, known: TemplateSection) {
  return needOf(template, known, level);
}

function isWithin(known: TemplateSection | undefined, ancestor: TemplateSection): boolean {
  return known !== undefined && (known === ancestor || isWithin(known.parent, ancestor));
}

function fill(g: GeneratorValue, template: Template): Filled {
  const level = template.levels.length > 0 ? g(fc.constantFrom, ...template.levels) : undefined;
  const parts = template.sections
    .filter(({ parent }) => parent === undefined)
    .flatMap((known) => fillSection(g, template, level, known));
  const lineBreak = g(fc.constantFrom, '\n' as const, '\r\n' as const);
  return { template, level, head: headOf(template, level), parts, lineBreak };
}

/** Writes the level in the front matter too, so that the document keeps it without the section of the level. */
function headOf(template: Template, level: Level | undefined): string {
  const hasSectionTitles = template.sections.some(({ rank }) => rank === 1);
  const fields = [
    ...(template.hasTitle && hasSectionTitles ? ['title: Payments by card'] : []),
    ...(level ? [`${template.levelField?.name.replaceAll(' ', '_')}: ${level.name}`] : []),
  ];
  const frontMatter = fields.length > 0 ? ['---', ...fields, '---'] : [];
  const title = template.hasTitle && !hasSectionTitles ? ['# Payments by card', ''] : [];
  const choices = template.choices.filter(({ section }) => !section).map(choiceLine);
  return [...frontMatter, ...title, ...choices, ''].join('\n');
}

function choiceLine({ label, values }: Template['choices'][number]): string {
  return `- ${label}: ${values[0]}`;
}

function fillSection(
  g: GeneratorValue,
  template: Template,
  level: Level | undefined,
  known: TemplateSection,
): Part[] {
  const names = headingsOf(g, template, level, known);
  const nested = template.sections.filter(({ parent }) => parent === known);
  return names.flatMap((heading) => [
    { known, text: `${heading}\n\n${bodyOf(g, template, level, known)}\n` },
    ...nested.flatMap((child) => fillSection(g, template, level, child)),
  ]);
}

const NAMES = ['Ledger of refunds', 'Till in the shop', 'Cards by post', 'Nightly batch'];

/** The headings of a section in the document: one, none if the section is not required, or several if it repeats. */
function headingsOf(
  g: GeneratorValue,
  template: Template,
  level: Level | undefined,
  known: TemplateSection,
): string[] {
  const { text } = template.markdown;
  const heading = text.slice(known.source.start, known.source.heading.end);
  const isRequired = needOf(template, known, level) === 'required';
  if (!known.pattern) return isRequired || g(fc.boolean) ? [heading] : [];
  return NAMES.slice(0, g(fc.nat, { max: 3 })).flatMap((name, index) => {
    const title = known.title
      .replace(/<[^>]+>|\{\{?[^}]+\}?\}|\[[^\]]+\]|\.{3}|…/g, name)
      .replace(/\d+/g, String(index + 1));
    return known.pattern?.test(headingName(title)) ? [`${'#'.repeat(known.rank)} ${title}`] : [];
  });
}

const MEASURED = [
  'Nine of ten customers pay by card within 3 seconds.',
  'Refunds reach the card in less than 5 days.',
  'At least 99.9 % of all payments are booked once.',
];
const PLAIN = [
  'The shop hands each payment to the bank and keeps its number.',
  'Customers see at once what became of their card, and staff see the same.',
  'Ada runs the ledger; the tills only read it.',
  ...MEASURED,
];

function bodyOf(
  g: GeneratorValue,
  template: Template,
  level: Level | undefined,
  known: TemplateSection,
): string {
  if (known.names.some((name) => /question/.test(name)))
    return '- Who pays for refunds? Owner: Ada, by 2027-03-01.\n';
  const sentences = known.names.some((name) => /goal/.test(name)) ? MEASURED : PLAIN;
  const asked = new Set(topicsAt(known, level));
  const lines = [
    ...known.topics.filter((topic) => asked.has(topic) || g(fc.boolean)).map(({ label }) => label),
  ].map((label) => `- **${label}:** ${g(fc.constantFrom, ...MEASURED)}`);
  const prose = g(fc.array, fc.constantFrom(...sentences), { minLength: 1, maxLength: 3 }) as string[];
  const isList = g(fc.boolean);
  return [
    isList ? prose.map((line) => `- ${line}\n`).join('') : `${wrapped(prose.join(' '), g(fc.boolean))}\n`,
    ...fieldLines(template, level, known),
    ...lines,
  ].join('\n');
}

/** The level, the gates that it requires, and the choices, as far as they belong in this section. */
function fieldLines(template: Template, level: Level | undefined, known: TemplateSection): string[] {
  const { levelField, gates } = template;
  const isOfGates = gates !== undefined && known.names.includes(headingName(gates.section));
  const synonyms = gatesAt(template, level).map((gate) => gates?.names[gate]?.[0] ?? gate);
  return [
    ...(level && levelField?.section === known ? [`- ${levelField.label}: ${level.name}`] : []),
    ...(isOfGates && synonyms.length > 0 ? [`- ${gates.label}: ${synonyms.join(', ')}`] : []),
    ...template.choices.filter(({ section }) => section === known).map(choiceLine),
  ];
}

function wrapped(text: string, isWrapped: boolean): string {
  return isWrapped ? text.replace(/(.{30,60}?) /g, '$1\n') : text;
}
