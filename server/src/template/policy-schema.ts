import type { Schema } from '../yaml/schema.ts';
import type { Template } from './template.ts';

/** The key of the front matter under which a template's policy stands. */
export const POLICY_KEY = 'design-docs';

const LABELS: Schema = { type: 'array', items: { type: 'string', minLength: 1 } };

const TOPIC: Schema = {
  type: 'object',
  additionalProperties: false,
  required: ['label'],
  properties: {
    label: { type: 'string', minLength: 1, description: 'What the topic is called in a document.' },
    from: { type: 'string', description: 'The first quality level that asks for the topic.' },
    phase: {
      type: 'integer',
      minimum: 0,
      description: 'The phase that it decides. Default: the section’s own.',
    },
    terms: {
      ...LABELS,
      description: 'Words that show, anywhere in the section’s text, that the topic is answered.',
    },
    guidance: { type: 'string', description: 'What to write, for completions and hovers.' },
  },
};

const SECTION: Schema = {
  type: ['object', 'null'],
  additionalProperties: false,
  properties: {
    phase: { type: 'integer', minimum: 0, description: 'The phase of a section that has no phase marker.' },
    optional: {
      type: 'boolean',
      markdownDescription: 'Whether the section may be left out, as `(optional)` in its heading says too.',
    },
    repeats: { type: 'boolean', description: 'Whether the section may stand several times.' },
    'required-from': {
      type: 'string',
      markdownDescription:
        'The first quality level that requires the section, or `never`. Default: as soon as its phase is required.',
    },
    'recommended-from': {
      type: 'string',
      description: 'The first quality level that recommends the section; a missing one is a hint.',
    },
    aliases: { ...LABELS, description: 'Former or other headings of the section.' },
    'may-be-empty': { type: 'boolean', description: 'Whether a heading alone is enough.' },
    'may-stay': {
      ...LABELS,
      description:
        'Labels of guidance that may stay in a finished document, with all that is nested under them.',
    },
    examples: { ...LABELS, description: 'Labels that are only examples of what to write.' },
    'defines-names': {
      type: 'boolean',
      description:
        'Whether the section’s entries are names that the rest of a document uses, so that editors find and rename them: the labels of its lists, the headings in it and the first columns of its tables.',
    },
    topics: { type: 'array', items: TOPIC, description: 'Points that the section should answer.' },
  },
};

const GATES: Schema = {
  type: 'object',
  additionalProperties: false,
  required: ['section', 'label', 'names', 'levels'],
  properties: {
    section: { type: 'string', description: 'The heading of the section that names the gates.' },
    label: { type: 'string', description: 'The label there, behind which they are named.' },
    names: {
      type: 'object',
      additionalProperties: LABELS,
      description: 'The gates, each with the words by which a document may name it.',
    },
    levels: {
      type: 'object',
      additionalProperties: LABELS,
      description: 'The gates that each quality level asks for.',
    },
  },
};

/** What may stand under `design-docs` in a template's front matter. */
export const POLICY_SCHEMA: Schema = {
  title: 'Design Docs: template policy',
  type: ['object', 'null'],
  additionalProperties: false,
  properties: {
    version: { type: ['integer', 'string'], description: 'The version of the template.' },
    name: {
      type: 'string',
      minLength: 1,
      description: 'What the template is called where its title is a placeholder. Default: its file’s name.',
    },
    description: {
      type: 'string',
      minLength: 1,
      description: 'What the template is for, in a sentence: it is shown where a new document is begun.',
    },
    source: { type: 'string', description: 'Where the template comes from, and its licence.' },
    'level-field': {
      type: 'string',
      markdownDescription: 'The label of the field that lists the quality levels. Default: `Quality Level`.',
    },
    levels: {
      type: 'object',
      additionalProperties: { type: 'integer', minimum: 0 },
      description:
        'The highest phase that each quality level requires. Without it levels and phases pair up in order, if there are as many of them.',
    },
    'strict-choices': {
      ...LABELS,
      description: 'Labels of fields whose value must be one of the choices in the template.',
    },
    sections: {
      type: 'object',
      additionalProperties: SECTION,
      description: 'What the template cannot say in prose, by the headings of its sections.',
    },
    gates: { ...GATES, description: 'The checks that a quality level demands.' },
  },
};

/** The same with what one template has: its headings, its levels and its fields, to be completed. */
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
