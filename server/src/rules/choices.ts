import type { DesignDocument } from '../document/document.ts';
import { type LevelValue, readLevelValue } from '../document/level.ts';
import type { Located } from '../markdown/passage.ts';
import { fieldsInPassage, frontMatterFields, type LocatedField } from '../structure/fields.ts';
import type { Section } from '../structure/sections.ts';
import type { Choice, Level } from '../template/template.ts';

/** A field of the document whose value must be one of the template's values. */
export interface StrictField {
  readonly field: LocatedField;
  readonly choice: Choice;
  readonly reading: LevelValue<Pick<Level, 'name'>>;
}

/** The fields with strict choices, in the sections where the template has them or in the front matter. The level field is not one. */
export function strictFields(document: DesignDocument): StrictField[] {
  const { template } = document;
  const found = new Map<number, StrictField>();
  for (const choice of template.choices) {
    if (!choice.isStrict || choice.name === template.levelField?.name) continue;
    for (const field of fieldsOf(document, choice)) {
      const reading = readLevelValue(field.value, choice.values.flatMap(asLevel));
      const isOpen = choice.values.some((value) => fixedPart(value) === '');
      if (!found.has(field.valueRange.start) && !(isOpen && reading.kind === 'unknown'))
        found.set(field.valueRange.start, { field, choice, reading });
    }
  }
  return [...found.values()];
}

/** The fixed part of a choice: `superseded by` for `superseded by …` or `superseded by ADR-0000`. */
export function fixedPart(choice: string): string {
  return choice.replace(/(?:[<{[]|\u2026|\.{3}|(?<=\s)[A-Za-z]+-(?:\d+|[NX]+)\b)[\s\S]*$/, '').trimEnd();
}

function fieldsOf(document: DesignDocument, choice: Choice): LocatedField[] {
  const { name, section } = choice;
  const { markdown, outline, binding } = document;
  const title = outline.nodes[0]?.part.rank === 1 ? outline.section(0) : undefined;
  const head = (): readonly Located[] => [
    outline.placedPreamble,
    ...(title && !binding.templates.has(title) ? [bodyOf(title)] : []),
  ];
  const repeats = [...binding.repeats].flatMap(([each, known]) => (known === section ? [each] : []));
  const one = section && binding.sections.get(section);
  const within = (each: Section): readonly Located[] => [
    bodyOf(each),
    ...each.children
      .filter((child) => !binding.templates.has(child) && !binding.repeats.has(child))
      .flatMap(within),
  ];
  const passages = section ? [...(one ? [one] : []), ...repeats].flatMap(within) : head();
  const inBody = passages.flatMap((placed) => fieldsInPassage(placed, choice));
  return inBody.length > 0 ? inBody : frontMatterFields(markdown).filter((field) => field.name === name);
}

function bodyOf({ node, origin }: Section): Located {
  return { passage: node.part.body, at: origin };
}

/** A choice in the form of a level, for reading its field like the quality level. */
function asLevel(value: string): Pick<Level, 'name'>[] {
  const name = fixedPart(value);
  return name === '' ? [] : [{ name }];
}
