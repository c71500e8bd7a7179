import { definedNames, isPlainWord, type Mention, mentionsOf } from '../../document/components.ts';
import { bindDocument, type DesignDocument } from '../../document/document.ts';
import { plainText } from '../../markdown/inline.ts';
import { readOutline } from '../../structure/sections.ts';
import { contains, type Range, type TextEdit } from '../../text/range.ts';
import { anchorsOf } from './anchors.ts';
import type { Open, Page } from './links.ts';
import { type Refusal, type Renamable, type Renaming, withLinks } from './rename.ts';

/** Where the name at a place is defined; nothing where there is no name of the document's own. */
export function nameDefinitions(document: DesignDocument, offset: number): Range[] {
  const found = mentionAt(document, offset);
  return found
    ? definedNames(document).flatMap(({ name, range: at }) => (name === found.name ? [at] : []))
    : [];
}

/** The name at a place with what its entry says of it in its first line; nothing at the entry itself. */
export function nameEntry(
  document: DesignDocument,
  offset: number,
): (Mention & { readonly entry: Range; readonly words: string }) | undefined {
  const found = mentionAt(document, offset);
  const entry = found && definedNames(document).find(({ name }) => name === found.name)?.range;
  if (!entry || entry.start === found.start) return undefined;
  const { text } = document.markdown;
  // The emphasis around a name may end behind it.
  const marks = /(?<![*_`])[*_`]+$/.exec(text.slice(Math.max(0, entry.start - 5), entry.start))?.[0] ?? '';
  const line = plainText(marks + /^[^\r\n]*/.exec(text.slice(entry.start))?.[0]);
  const words = line
    .replace(found.name, '')
    .replace(/^[\s:|]+/, '')
    .replace(/[\s|]{0,8}$/, '');
  return { ...found, entry, words };
}

/** Every use of the name at a place in its document, in order. */
export function nameReferences(document: DesignDocument, offset: number, withDefinition: boolean): Range[] {
  const found = mentionAt(document, offset);
  if (!found) return [];
  const defined = new Set(withDefinition ? [] : definedNames(document).map(({ range: at }) => at.start));
  return usesOf(document, found.name).filter(({ start }) => !defined.has(start));
}

/** The name at a place. In headings and links it is those that are renamed. */
export function renamableName<S extends Open>(
  page: Page<S>,
  document: DesignDocument,
  offset: number,
): Renamable | undefined {
  const isOthers =
    page.links.some((link) => contains(link, offset)) ||
    [...page.anchors.values()].some(({ heading }) => contains(heading, offset));
  const found = isOthers ? undefined : mentionAt(document, offset);
  return found && { range: { start: found.start, end: found.end }, text: found.name };
}

/**
 * Gives what a document names another name wherever that is used, and links the anchors that follow from it.
 * `undefined` where there is no such name; refused if the new one would not be read as one, or is another's already.
 */
export function renameName<S extends Open>(
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
  if (/[\r\n]/.test(name)) return { refusal: 'A name is of one line.' };
  if (definedNames(document).some((defined) => defined.name === name))
    return { refusal: `“${name}” is the name of another component already.` };
  const edits = usesOf(document, old).map(({ start, end }): TextEdit => ({ start, end, newText: name }));
  const after = bindAnew(document, edits);
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

function bindAnew(
  { markdown, template, recognition }: DesignDocument,
  edits: readonly TextEdit[],
): DesignDocument {
  const edited = markdown.edit(edits);
  return bindDocument(edited, readOutline(edited), template, recognition);
}

function whyNot(name: string): string {
  return isPlainWord(name)
    ? `“${name}” alone may mean anything: one plain word counts as a name only between code ticks. Use several words, or one such as “${name}-service”.`
    : `“${name}” would not be read as a name everywhere.`;
}

/** Whether the new name is found where the old one stood, and is defined as often. */
function isNamed(
  after: DesignDocument,
  before: DesignDocument,
  edits: readonly TextEdit[],
  name: string,
): boolean {
  const found = new Set(usesOf(after, name).map(({ start }) => start));
  let moved = 0;
  const stands = edits.every(({ start, end, newText }) => {
    const at = start + moved;
    moved += newText.length - (end - start);
    return found.has(at);
  });
  return stands && definedNames(after).length === definedNames(before).length;
}
