import { listed } from './words.ts';

export type SchemaType = 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean' | 'null';
export type Scalar = string | number | boolean | null;

/** A JSON Schema (draft 2020-12) with the keywords that this validator supports. Others do not type-check. */
export interface Schema {
  readonly $schema?: string;
  readonly $id?: string;
  readonly title?: string;
  readonly description?: string;
  /** Used instead of `description`, as in VS Code. */
  readonly markdownDescription?: string;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly type?: SchemaType | readonly SchemaType[];
  readonly enum?: readonly Scalar[];
  readonly const?: Scalar;
  readonly properties?: { readonly [key: string]: Schema };
  readonly additionalProperties?: boolean | Schema;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  /** Only descriptions are allowed next to `anyOf`. Put other keywords into each alternative. */
  readonly anyOf?: readonly Schema[];
}

/** A schema that allows anything, except that the value at `path` must match `schema`. */
export function nestSchema(path: readonly string[], schema: Schema): Schema {
  return path.reduceRight<Schema>((inner, key) => ({ properties: { [key]: inner } }), schema);
}

export function alternatives(schema: Schema): readonly Schema[] {
  return schema.anyOf?.flatMap(alternatives) ?? [schema];
}

/** The schema of the value under `key`; `undefined` if `schema` has none. */
export function propertyOf(schema: Schema, key: string): Schema | undefined {
  const { properties, additionalProperties } = schema;
  if (properties && Object.hasOwn(properties, key)) return properties[key];
  return typeof additionalProperties === 'object' ? additionalProperties : undefined;
}

/** The schemas that can apply to the value at `path`. In the path, a number stands for a list item. */
export function schemasAt(schema: Schema, path: readonly (string | number)[]): readonly Schema[] {
  return path.reduce<readonly Schema[]>(
    (schemas, step) =>
      schemas
        .flatMap(alternatives)
        .flatMap((each) => (typeof step === 'number' ? each.items : propertyOf(each, step)) ?? []),
    [schema],
  );
}

export function typesOf({ type }: Schema): readonly SchemaType[] {
  return typeof type === 'string' ? [type] : (type ?? []);
}

/** The scalars that the schema lists: those of `enum`, `const`, and booleans. */
export function choices(schema: Schema): readonly Scalar[] {
  return alternatives(schema).flatMap((each) => {
    if (each.enum) return each.enum;
    if (each.const !== undefined) return [each.const];
    return typesOf(each).includes('boolean') ? [true, false] : [];
  });
}

/** What the schema expects, to follow the words “should be”; empty if it allows anything. */
export function expectation(schema: Schema): string {
  const named = choices(schema);
  const words = listed(named.map(String), named.every((each) => typeof each === 'boolean') ? '' : 'one of ');
  const kinds = alternatives(schema)
    .filter((each) => !each.enum && each.const === undefined)
    .flatMap(typesOf)
    .flatMap((type) => TYPE_NAMES[type] ?? []);
  const others = [...new Set(kinds)].join(' or ');
  return words && others ? `${words}, or ${others}` : words || others;
}

/** The schema's description, values, default, and examples as Markdown; empty if it has none. */
export function describe(schema: Schema): string {
  const text = schema.markdownDescription ?? schema.description ?? '';
  const values = alternatives(schema).flatMap((each) => each.enum ?? each.const ?? []);
  const facts = [
    values.length > 0 && `One of: ${values.map(code).join(', ')}.`,
    schema.default !== undefined && `Default: ${code(schema.default)}.`,
    schema.examples !== undefined && `For example: ${schema.examples.map(code).join(', ')}.`,
  ];
  return [text, ...facts.filter((fact) => fact !== false)].filter((part) => part !== '').join('\n\n');
}

function code(value: unknown): string {
  return `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
}

const TYPE_NAMES: { readonly [type in SchemaType]?: string } = {
  object: 'a mapping',
  array: 'a list',
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
};
