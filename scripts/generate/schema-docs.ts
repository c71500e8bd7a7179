import type { Schema } from '../../server/src/yaml/schema.ts';

/** The keys of a schema as a Markdown table. Nested keys are shown with their path: `sections.*.phase`. */
export function schemaTable(schema: Schema): string {
  const rows = [...keysOf(schema, '')].map(({ path, key }) => `| \`${path}\` | ${describe(key)} |`);
  return ['| Key | Description |', '| --- | --- |', ...rows].join('\n');
}

interface Key {
  readonly path: string;
  readonly key: Schema;
}

function* keysOf(schema: Schema, path: string): Generator<Key> {
  for (const [name, key] of Object.entries(schema.properties ?? {})) {
    const own = path === '' ? name : `${path}.${name}`;
    yield { path: own, key };
    // Rules are documented in their own table and pages.
    if (own !== 'rules') yield* keysOf(key, own);
  }
  const { additionalProperties, items } = schema;
  if (typeof additionalProperties === 'object') yield* keysOf(additionalProperties, `${path}.*`);
  if (items) yield* keysOf(items, `${path}[]`);
}

function describe({ markdownDescription, description = '' }: Schema): string {
  return (markdownDescription ?? description).replace(/`#([\w.]+)#`/g, '`$1`').replaceAll('|', '\\|');
}
