import type { Schema } from '../yaml/schema.ts';
import type { Template } from './template.ts';

/** The front matter key that holds a template's policy. */
export const POLICY_KEY = 'design-docs';

const LABELS: Schema = { type: 'array', items: { type: 'string', minLength: 1 } };

const TOPIC: Schema = {
  type: 'object',
  additionalProperties: false,
  required: ['label'],
  properties: {
    label: { type: 'string', minLength: 1, description: 'The label of the topic in a document.' },
    from: { type: 'string', description: 'The lowest quality level that requires the topic.' },
    phase: {
      type: 'integer',
      minimum: 0,
      description: 'The phase that requires the topic. Default: the section’s phase.',
    },
    terms: {
      ...LABELS,
      description: 'Words that count as an answer to the topic, anywhere in the section’s text.',
    },
    guidance: { type: 'string', description: 'Guidance for the author, shown in completions and hovers.' },
  },
};

const SECTION: Schema = {
  type: ['object', 'null'],
  additionalProperties: false,
  properties: {
    phase: {
      type: 'integer',
      minimum: 0,
      description: 'The phase of the section, if it has no phase marker.',
    },
    optional: {
      type: 'boolean',
      markdownDescription: 'Whether the section is optional. The same as `(optional)` in its heading.',
    },
    repeats: { type: 'boolean', description: 'Whether the section may occur several times.' },
    'required-from': {
      type: 'string',
      markdownDescription:
        'The lowest quality level that requires the section, or `never`. Default: the lowest level that requires its phase.',
    },
    'recommended-from': {
      type: 'string',
      description:
        'The lowest quality level that recommends the section. A missing recommended section is a hint.',
    },
    aliases: { ...LABELS, description: 'Other headings that name the section, such as former ones.' },
    'may-be-empty': { type: 'boolean', description: 'Whether the section may have a heading and no text.' },
    'may-stay': {
      ...LABELS,
      description:
        'Text of the template that may stay in a finished document: labels of list items, along with the items nested under them, and paragraphs by their first words.',
    },
    examples: { ...LABELS, description: 'Labels in the template that are only examples, not topics.' },
    'defines-names': {
      type: 'boolean',
      description:
        'Whether the section defines names, such as components, that editors can find and rename throughout the document. The names are its list labels, its subheadings, and the first column of its tables.',
    },
    topics: { type: 'array', items: TOPIC, description: 'Points that the section should address.' },
  },
};

const GATES: Schema = {
  type: 'object',
  additionalProperties: false,
  required: ['section', 'label', 'names', 'levels'],
  properties: {
    section: {
      type: 'string',
      description: 'The heading of the section in which a document lists its gates.',
    },
    label: { type: 'string', description: 'The label of the list item that holds the gates.' },
    names: {
      type: 'object',
      additionalProperties: LABELS,
      description: 'The gates, each with the words that count as mentioning it.',
    },
    levels: {
      type: 'object',
      additionalProperties: LABELS,
      description: 'The gates that each quality level requires.',
    },
  },
};

/** The schema of `design-docs` in a template's front matter. */
export const POLICY_SCHEMA: Schema = {
  title: 'Design Docs: template policy',
  type: ['object', 'null'],
  additionalProperties: false,
  properties: {
    version: { type: ['integer', 'string'], description: 'The version of the template.' },
    name: {
      type: 'string',
      minLength: 1,
      description:
        'The display name of the template. Default: its title, or its file name if the title is a placeholder.',
    },
    description: {
      type: 'string',
      minLength: 1,
      description: 'The purpose of the template, in one sentence. It is shown when you create a document.',
    },
    source: { type: 'string', description: 'The origin of the template, and its license.' },
    'level-field': {
      type: 'string',
      markdownDescription: 'The label of the field that lists the quality levels. Default: `Quality Level`.',
    },
    levels: {
      type: 'object',
      additionalProperties: { type: 'integer', minimum: 0 },
      description:
        'The highest phase that each quality level requires. Default: if there are as many levels as phases, they pair up in order. Otherwise, every level requires every phase.',
    },
    'strict-choices': {
      ...LABELS,
      description: 'Labels of fields whose value must be one of the choices in the template.',
    },
    sections: {
      type: 'object',
      additionalProperties: SECTION,
      description: 'Settings of individual sections, by heading.',
    },
    gates: {
      ...GATES,
      description: 'The checks that a document must mention at each quality level, such as tests or reviews.',
    },
  },
};

/** The policy schema for one template, with its headings, levels, and fields as values for completion. */
export function policySchemaOf({ sections, levels, choices, levelField }: Template): Schema {
  const level: Schema = { type: 'string', enum: levels.map(({ name }) => name) };
  const section = withProperties(SECTION, {
    'required-from': { ...SECTION.properties?.['required-from'], enum: [...(level.enum ?? []), 'never'] },
    'recommended-from': { ...SECTION.properties?.['recommended-from'], ...level },
    topics: {
      ...SECTION.properties?.['topics'],
      items: withProperties(TOPIC, { from: { ...TOPIC.properties?.['from'], ...level } }),
    },
  });
  const byLevel = (key: Schema): Schema =>
    withProperties(key, Object.fromEntries(levels.map(({ name }) => [name, additional(key)])));
  const headings = sections.map(({ title }) => title);
  const { properties = {} } = POLICY_SCHEMA;
  return withProperties(POLICY_SCHEMA, {
    'level-field': {
      ...properties['level-field'],
      enum: [...(levelField ? [levelField.label] : []), ...choices.map(({ label }) => label)],
    },
    levels: byLevel(properties['levels'] ?? {}),
    sections: withProperties(
      { ...properties['sections'], additionalProperties: section },
      Object.fromEntries(headings.map((heading) => [heading, section])),
    ),
    gates: withProperties(properties['gates'] ?? {}, {
      section: { ...GATES.properties?.['section'], enum: headings },
      levels: byLevel(GATES.properties?.['levels'] ?? {}),
    }),
  });
}

function withProperties(schema: Schema, properties: NonNullable<Schema['properties']>): Schema {
  return { ...schema, properties: { ...schema.properties, ...properties } };
}

function additional({ additionalProperties }: Schema): Schema {
  return typeof additionalProperties === 'object' ? additionalProperties : {};
}
