import type { DesignDocument } from '../../document/document.ts';
import type { FrontMatter } from '../../markdown/front-matter.ts';
import type { Markdown } from '../../markdown/markdown.ts';
import { fieldsNamed, foldKey } from '../../structure/fields.ts';
import { allBlocks } from '../../structure/sections.ts';
import { POLICY_KEY } from '../../template/policy-schema.ts';
import type { Template } from '../../template/template.ts';
import type { Schema } from '../../yaml/schema.ts';
import { completeSchema } from '../schema.ts';
import { escapeSnippet } from '../snippet.ts';
import type { Completion, TemplateName } from './entry.ts';
import { type CursorContext, withoutComment } from './place.ts';

type Keys = Readonly<Record<string, Schema>>;

/** The keys that can be added to a document's front matter, and the values of its `design-docs` key. */
export function completeFrontMatter(
  document: DesignDocument,
  cursor: CursorContext,
  templates: readonly TemplateName[],
  trigger: string | undefined,
): readonly Completion[] | undefined {
  const keys = { ...keysOf(document, cursor), ...templateReferenceKeys(templates) };
  return (
    completeTemplateReference(document.markdown, cursor, templates, trigger) ??
    completeKeys(document.markdown, cursor, keys, trigger)
  );
}

/** The values of the `design-docs` key in the front matter of any file; `undefined` elsewhere. */
export function completeTemplateReference(
  markdown: Markdown,
  cursor: CursorContext,
  templates: readonly TemplateName[],
  trigger: string | undefined,
): readonly Completion[] | undefined {
  if (!markdown.frontMatter || !isWithin(markdown.frontMatter, cursor)) return undefined;
  if (/^[ \t]/.test(cursor.before))
    return completeKeys(markdown, cursor, templateReferenceKeys(templates), trigger);
  const key = /^design-docs[ \t]*:[ \t]*/.exec(cursor.before);
  if (!key || (trigger !== undefined && !isAfterColon(cursor, trigger))) return undefined;
  const gap = /\s$/.test(key[0]) ? '' : ' ';
  const start = cursor.lineStart + key[0].length;
  const naming = templates.map(({ id, title }) => [`{ template: ${id} }`, title] as const);
  return [...naming, ['off', 'this file is not a design document'] as const].map(([label, detail]) => ({
    kind: 'key',
    label,
    detail,
    documentation: '',
    edit: {
      start,
      // Keep a comment at the end of the line.
      end: cursor.offset + withoutComment(cursor.after).trimEnd().length,
      newText: gap + escapeSnippet(label),
    },
    filterText: gap + label,
  }));
}

function completeKeys(
  { text, frontMatter }: Markdown,
  cursor: CursorContext,
  properties: Keys,
  trigger: string | undefined,
): readonly Completion[] | undefined {
  if (!frontMatter || !isWithin(frontMatter, cursor)) return undefined;
  if (trigger !== undefined && !isAfterColon(cursor, trigger)) return undefined;
  return completeSchema(text, { within: frontMatter.body, schema: { properties }, path: [] }, cursor.offset);
}

/** Whether the cursor is in the body of the front matter. The body ends with a line break, before the closing line. */
function isWithin({ body }: FrontMatter, { offset }: CursorContext): boolean {
  return body.start <= offset && offset < body.end;
}

function isAfterColon({ before }: CursorContext, trigger: string): boolean {
  return (trigger === ':' || trigger === ' ') && /^[ \t]*[\w-]+: ?$/.test(before);
}

function templateReferenceKeys(templates: readonly TemplateName[]): Keys {
  const description = 'The template that this document follows.';
  const template: Schema = { description, enum: templates.map(({ id }) => id) };
  return {
    [POLICY_KEY]: {
      description: 'Whether this file is a design document, and which template it follows.',
      anyOf: [
        { type: 'string', enum: ['off'] },
        { type: 'object', properties: { template } },
      ],
    },
  };
}

/** The template's keys and `title`, without those that the front matter or the text already has in any spelling. */
function keysOf({ markdown, template, outline, level }: DesignDocument, { offset }: CursorContext): Keys {
  const { text, frontMatter } = markdown;
  const there = new Set(
    (frontMatter?.fields ?? [])
      .filter(({ keyRange: at }) => offset < at.start || at.end < offset)
      .map(({ key }) => foldKey(key)),
  );
  const blocks = [
    ...outline.preamble,
    ...outline.sections.filter(({ parent }) => !parent).flatMap((each) => [...allBlocks(each)]),
  ];
  const isInText = (name: string): boolean =>
    name === template.levelField?.name
      ? level.field?.reading.kind === 'set'
      : !fieldsNamed(text, blocks, name).next().done;
  const keys = Object.entries({ title: TITLE, ...templateKeys(template) });
  return Object.fromEntries(keys.filter(([key]) => !there.has(foldKey(key)) && !isInText(foldKey(key))));
}

const TITLE: Schema = { type: 'string', description: 'The title of the document.' };

function templateKeys({ levelField, levels, choices, markdown: { frontMatter } }: Template): Keys {
  const own = (frontMatter?.fields ?? []).filter(({ key }) => key !== POLICY_KEY);
  const keyOf = (name: string): string =>
    own.find(({ key }) => foldKey(key) === name)?.key ?? name.replaceAll(' ', '-');
  const level = levelField && { [keyOf(levelField.name)]: { enum: levels.map(({ name }) => name) } };
  const listed = choices
    .filter(({ section }) => !section)
    .map(({ name, values }) => [keyOf(name), { enum: values }] as const);
  const plain = own.map(
    ({ key, value }) => [key, { type: 'string' as const, description: value ?? '' }] as const,
  );
  return { ...Object.fromEntries(plain), ...level, ...Object.fromEntries(listed) };
}
