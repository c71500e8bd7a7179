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
import { type Place, withoutComment } from './place.ts';

type Keys = Readonly<Record<string, Schema>>;

/** The keys that the front matter of a document can have and has not yet, and what `design-docs` can say there. */
export function completeFrontMatter(
  document: DesignDocument,
  place: Place,
  templates: readonly TemplateName[],
  trigger: string | undefined,
): readonly Completion[] | undefined {
  const keys = { ...keysOf(document, place), ...namingKeys(templates) };
  return (
    completeNaming(document.markdown, place, templates, trigger) ??
    completeKeys(document.markdown, place, keys, trigger)
  );
}

/** What `design-docs` can say, in the front matter of any file that has that key; `undefined` elsewhere. */
export function completeNaming(
  markdown: Markdown,
  place: Place,
  templates: readonly TemplateName[],
  trigger: string | undefined,
): readonly Completion[] | undefined {
  if (!markdown.frontMatter || !isWithin(markdown.frontMatter, place)) return undefined;
  if (/^[ \t]/.test(place.before)) return completeKeys(markdown, place, namingKeys(templates), trigger);
  const key = /^design-docs[ \t]*:[ \t]*/.exec(place.before);
  if (!key || (trigger !== undefined && !isBehindColon(place, trigger))) return undefined;
  const gap = /\s$/.test(key[0]) ? '' : ' ';
  const start = place.lineStart + key[0].length;
  const naming = templates.map(({ id, title }) => [`{ template: ${id} }`, title] as const);
  return [...naming, ['off', 'this file is no design document'] as const].map(([label, detail]) => ({
    kind: 'key',
    label,
    detail,
    documentation: '',
    edit: {
      start,
      // A comment of the author's stays.
      end: place.offset + withoutComment(place.after).trimEnd().length,
      newText: gap + escapeSnippet(label),
    },
    filterText: gap + label,
  }));
}

function completeKeys(
  { text, frontMatter }: Markdown,
  place: Place,
  properties: Keys,
  trigger: string | undefined,
): readonly Completion[] | undefined {
  if (!frontMatter || !isWithin(frontMatter, place)) return undefined;
  if (trigger !== undefined && !isBehindColon(place, trigger)) return undefined;
  return completeSchema(text, { within: frontMatter.body, schema: { properties }, path: [] }, place.offset);
}

/** The last line break of the body belongs to its last line; what follows is the line that closes it. */
function isWithin({ body }: FrontMatter, { offset }: Place): boolean {
  return body.start <= offset && offset < body.end;
}

function isBehindColon({ before }: Place, trigger: string): boolean {
  return (trigger === ':' || trigger === ' ') && /^[ \t]*[\w-]+: ?$/.test(before);
}

function namingKeys(templates: readonly TemplateName[]): Keys {
  const description = 'The template that this document follows.';
  const template: Schema = { description, enum: templates.map(({ id }) => id) };
  return {
    [POLICY_KEY]: {
      description: 'Whether this file is a design document, and by which template.',
      anyOf: [
        { type: 'string', enum: ['off'] },
        { type: 'object', properties: { template } },
      ],
    },
  };
}

/** Those of the template and the title; not the ones that stand there in another spelling, or as fields of the text. */
function keysOf({ markdown, template, outline, level }: DesignDocument, { offset }: Place): Keys {
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
