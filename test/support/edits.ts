import type { TextEdit } from '../../server/src/text/range.ts';
import fc from './property.ts';

/** What an author does next. It is called with the current text, and with all earlier texts so that it can undo. */
export type EditStep = (text: string, before: readonly string[]) => TextEdit;

/** Text that is typed or pasted: openings and closings of Markdown constructs, and halves of surrogate pairs. */
const SNIPPETS = [
  'a',
  ' ',
  '\n',
  '\n\n',
  '\r',
  '\r\n',
  '#',
  '# ',
  '\n## New section\n\n',
  '\n## Testing Strategy\n',
  '```\n',
  '\n~~~ x\n',
  '<!--',
  '-->',
  '<!-- Phase 2: Production Quality -->\n',
  '<!-- design-docs-disable missing-topic: x -->\n',
  '<!-- design-docs: adr -->\n',
  '<div>\n',
  '<script>\n',
  '> ',
  '\n- ',
  '    ',
  '\t',
  '---\n',
  '\n---\n',
  '===\n',
  '| a | b |\n|---|---|\n',
  '\n---|---\n',
  '|',
  '[ref]: /url\n',
  '\n[foo]: <b> "c"\n',
  '[ref]',
  '[foo][ref]',
  '*',
  '`',
  '\\',
  '\0',
  '\uD83D',
  '\uDE80',
  '\uFEFF',
  '\u2028',
  'TBD',
  '- Quality Level: production\n',
  'Not applicable: none.\n',
];

/** Steps that type, paste, cut, remove a marker, undo, or change all line breaks. */
export function editSteps(pasted: fc.Arbitrary<string>): fc.Arbitrary<EditStep> {
  const at = fc.double({ min: 0, max: 1, noNaN: true });
  const snippet = fc.constantFrom(...SNIPPETS);
  const offsetIn = (text: string, where: number): number => Math.floor(where * text.length);
  const type = fc.tuple(at, snippet).map(
    ([where, newText]): EditStep =>
      (text) => {
        const start = offsetIn(text, where);
        return { start, end: start, newText };
      },
  );
  const typeAtLine = fc.tuple(at, snippet).map(
    ([where, newText]): EditStep =>
      (text) => {
        const start = text.lastIndexOf('\n', offsetIn(text, where)) + 1;
        return { start, end: start, newText };
      },
  );
  const paste = fc.tuple(at, fc.nat(30), pasted).map(
    ([where, length, newText]): EditStep =>
      (text) => {
        const start = offsetIn(text, where);
        return { start, end: Math.min(text.length, start + length), newText };
      },
  );
  const cut = fc.tuple(at, at).map(
    ([from, to]): EditStep =>
      (text) => {
        const [start, end] = [offsetIn(text, Math.min(from, to)), offsetIn(text, Math.max(from, to))];
        // Limited, because random offsets would cut half of the document on average.
        return { start, end: Math.min(end, start + 200), newText: '' };
      },
  );
  const remove = fc.tuple(at, fc.constantFrom('\n', '#', '`', '>', '-', '\r')).map(
    ([where, what]): EditStep =>
      (text) => {
        const start = text.indexOf(what, offsetIn(text, where));
        return start < 0 ? { start: 0, end: 0, newText: '' } : { start, end: start + 1, newText: '' };
      },
  );
  const undo = fc.nat(3).map(
    (back): EditStep =>
      (text, before) => ({
        ...{ start: 0, end: text.length },
        newText: before.at(-1 - back) ?? text,
      }),
  );
  const breaks = fc.constantFrom('\n', '\r\n', '\r').map(
    (newBreak): EditStep =>
      (text) => ({
        ...{ start: 0, end: text.length },
        newText: text.replace(/\r\n|\n|\r/g, newBreak),
      }),
  );
  return fc.oneof(
    { weight: 6, arbitrary: type },
    { weight: 6, arbitrary: typeAtLine },
    { weight: 3, arbitrary: paste },
    { weight: 3, arbitrary: cut },
    { weight: 4, arbitrary: remove },
    { weight: 2, arbitrary: undo.map(narrowed) },
    { weight: 1, arbitrary: undo },
    { weight: 1, arbitrary: breaks },
  );
}

/** The same step as the smallest edit that has the same result, as editors send it. */
function narrowed(step: EditStep): EditStep {
  return (text, before) => {
    const { newText } = step(text, before);
    let start = 0;
    while (start < Math.min(text.length, newText.length) && text[start] === newText[start]) start++;
    let suffix = 0;
    const longest = Math.min(text.length, newText.length) - start;
    while (suffix < longest && text.at(-1 - suffix) === newText.at(-1 - suffix)) suffix++;
    return { start, end: text.length - suffix, newText: newText.slice(start, newText.length - suffix) };
  };
}
