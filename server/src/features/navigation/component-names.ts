import { definedNames, isPlainWord, type Mention, mentionsOf } from '../../document/components.ts';
import { bindDocument, type DesignDocument } from '../../document/document.ts';
import { plainText } from '../../markdown/inline.ts';
import { readOutline } from '../../structure/sections.ts';
import { contains, type Range, type TextEdit } from '../../text/range.ts';
import { anchorsOf } from './anchors.ts';
import type { MarkdownFile, Page } from './links.ts';
import { type Refusal, type Renamable, type Renaming, withLinks } from './rename.ts';

/** The definitions of the component name at an offset; empty if there is no such name. */
export function nameDefinitions(document: DesignDocument, offset: number): Range[] {
  const found = mentionAt(document, offset);
  return found
    ? definedNames(document).flatMap(({ name, range: at }) => (name === found.name ? [at] : []))
    : [];
}

/** The component name at an offset, with the first line of its description; `undefined` at the definition itself. */
export function nameEntry(
  document: DesignDocument,
  offset: number,
): (Mention & { readonly entry: Range; readonly words: string }) | undefined {
  const found = mentionAt(document, offset);
  const entry = found && definedNames(document).find(({ name }) => name === found.name)?.range;
  if (!entry || entry.start === found.start) return undefined;
  const { text } = document.markdown;
  // Emphasis may begin before the name and end after it.
  const marks = /(?<![*_`])[*_`]+$/.exec(text.slice(Math.max(0, entry.start - 5), entry.start))?.[0] ?? '';
  const line = plainText(marks + /^[^\r\n]*/.exec(text.slice(entry.start))?.[0]);
  const words = line
    .replace(found.name, '')
    .replace(/^[\s:|]+/, '')
    .replace(/[\s|]{0,8}$/, '');
  return { ...found, entry, words };
}

/** Every use in the document of the component name at an offset, in order. */
export function nameReferences(document: DesignDocument, offset: number, withDefinition: boolean): Range[] {
  const found = mentionAt(document, offset);
  if (!found) return [];
  const defined = new Set(withDefinition ? [] : definedNames(document).map(({ range: at }) => at.start));
  return usesOf(document, found.name).filter(({ start }) => !defined.has(start));
}

/** The component name at an offset. Not in headings and links, where the heading is renamed instead. */
export function renamableName<S extends MarkdownFile>(
  page: Page<S>,
  document: DesignDocument,
  offset: number,
): Renamable | undefined {
  const isHeadingOrLink =
    page.links.some((link) => contains(link, offset)) ||
    [...page.anchors.values()].some(({ heading }) => contains(heading, offset));
  const found = isHeadingOrLink ? undefined : mentionAt(document, offset);
  return found && { range: { start: found.start, end: found.end }, text: found.name };
}

/**
 * Renames a component wherever its name is used, and updates links whose anchors change as a result. `undefined` if there
 * is no component name at the offset. Refused if the new name would not be recognized as a name, or is already in use.
 */
export function renameName<S extends MarkdownFile>(
  page: Page<S>,
  document: DesignDocument,
  offset: number,
  newName: string,
  linking: readonly Page<S>[],
): Renaming<S> | Refusal | undefined {
  const old = renamableName(page, document, offset)?.text;
  if (old === undefined) return undefined;
  const name = newName.trim();
  if (name === old) return { changes: [] };
  if (name === '') return { refusal: 'A component needs a name.' };
  if (/[\r\n]/.test(name)) return { refusal: 'A name must be on one line.' };
  if (definedNames(document).some((defined) => defined.name === name))
    return { refusal: `Another component is already named “${name}”.` };
  const edits = usesOf(document, old).map(({ start, end }): TextEdit => ({ start, end, newText: name }));
  const after = bindEdited(document, edits);
  const anchors = anchorsOf(after.markdown).map((anchor) => anchor.name);
  const keepsHeadings = anchors.length === page.anchors.size && !anchors.includes('');
  if (!keepsHeadings || !isNamed(after, document, edits, name)) return { refusal: whyNot(name) };
  return { ...withLinks(page, edits, anchors, linking), review: `Rename ${old} to ${name}` };
}

function mentionAt(document: DesignDocument, offset: number): Mention | undefined {
  return mentionsOf(document.markdown, definedNames(document)).find((mention) => contains(mention, offset));
}

function usesOf(document: DesignDocument, name: string): Mention[] {
  return mentionsOf(document.markdown, definedNames(document)).filter((mention) => mention.name === name);
}

function bindEdited(
  { markdown, template, recognition }: DesignDocument,
  edits: readonly TextEdit[],
): DesignDocument {
  const edited = markdown.edit(edits);
  return bindDocument(edited, readOutline(edited), template, recognition);
}

function whyNot(name: string): string {
  return isPlainWord(name)
    ? `“${name}” is an ordinary word, which is recognized as a name only in code formatting. Use several words or a name such as “${name}-service”.`
    : `“${name}” would not be recognized as a name everywhere it is used.`;
}

/** Whether the new name is recognized everywhere the old one was, and has as many definitions. */
function isNamed(
  after: DesignDocument,
  before: DesignDocument,
  edits: readonly TextEdit[],
  name: string,
): boolean {
  const found = new Set(usesOf(after, name).map(({ start }) => start));
  let moved = 0;
  const isEverywhere = edits.every(({ start, end, newText }) => {
    const at = start + moved;
    moved += newText.length - (end - start);
    return found.has(at);
  });
  return isEverywhere && definedNames(after).length === definedNames(before).length;
}
