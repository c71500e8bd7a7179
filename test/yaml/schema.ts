import type { Schema } from '../../server/src/yaml/schema.ts';

/** A schema with every kind of value that the schemas of the tool have. */
export const SCHEMA: Schema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    version: { type: 'integer', const: 1, description: 'The version of the format.' },
    level: { enum: ['alpha', 'beta', 'gamma'], default: 'beta', markdownDescription: 'The **level**.' },
    strict: { type: 'boolean' },
    globs: { type: 'array', items: { type: 'string' } },
    phases: { type: 'array', items: { enum: ['design', 'build', 'true'] } },
    rules: {
      type: 'object',
      additionalProperties: { anyOf: [{ enum: ['error', 'off'] }, { type: 'boolean' }] },
    },
    sections: {
      type: 'object',
      description: 'By the title of the section.',
      additionalProperties: {
        type: 'object',
        description: 'A section.',
        additionalProperties: false,
        required: ['phase'],
        properties: {
          phase: { type: 'number', minimum: 0, maximum: 9 },
          'required-from': { type: 'string', minLength: 1, examples: ['beta'] },
          terms: { anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] },
          topics: {
            type: 'array',
            items: {
              type: 'object',
              required: ['label', 'from'],
              additionalProperties: false,
              properties: { label: { type: 'string' }, from: { type: 'string' }, note: { type: 'string' } },
            },
          },
        },
      },
    },
  },
};
