import type { TextEdit } from '../../server/src/text/range.ts';
import fc from './property.ts';

/** What an author does next, for any text: it is asked again for the text as it is then. */
export type Act = (text: string, before: readonly string[]) => TextEdit;

/** What is typed or pasted: what opens or closes something, and single units that are halves of characters. */
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

/** Acts that are typed, pasted, cut, joined, moved, undone, or change the line breaks. */
export function acts(pasted: fc.Arbitrary<string>): fc.Arbitrary<Act> {
  const at = fc.double({ min: 0, max: 1, noNaN: true });
  const snippet = fc.constantFrom(...SNIPPETS);
  const place = (text: string, where: number): number => Math.floor(where * text.length);
  const type = fc.tuple(at, snippet).map(
    ([where, newText]): Act =>
      (text) => {
        const start = place(text, where);
        return { start, end: start, newText };
      },
  );
  const typeAtLine = fc.tuple(at, snippet).map(
    ([where, newText]): Act =>
      (text) => {
        const start = text.lastIndexOf('\n', place(text, where)) + 1;
        return { start, end: start, newText };
      },
  );
  const paste = fc.tuple(at, fc.nat(30), pasted).map(
    ([where, length, newText]): Act =>
      (text) => {
        const start = place(text, where);
        return { start, end: Math.min(text.length, start + length), newText };
      },
  );
  const cut = fc.tuple(at, at).map(
    ([from, to]): Act =>
      (text) => {
        const [start, end] = [place(text, Math.min(from, to)), place(text, Math.max(from, to))];
        // Not half of the document each time.
        return { start, end: Math.min(end, start + 200), newText: '' };
      },
  );
  const remove = fc.tuple(at, fc.constantFrom('\n', '#', '`', '>', '-', '\r')).map(
    ([where, what]): Act =>
      (text) => {
        const start = text.indexOf(what, place(text, where));
        return start < 0 ? { start: 0, end: 0, newText: '' } : { start, end: start + 1, newText: '' };
      },
  );
  const undo = fc.nat(3).map(
    (back): Act =>
      (text, before) => ({
        ...{ start: 0, end: text.length },
        newText: before.at(-1 - back) ?? text,
      }),
  );
  const breaks = fc.constantFrom('\n', '\r\n', '\r').map(
    (newBreak): Act =>
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

/** An act that speaks only of what it changes, as editors send it. */
function narrowed(act: Act): Act {
  return (text, before) => {
    const { newText } = act(text, before);
    let start = 0;
    while (start < Math.min(text.length, newText.length) && text[start] === newText[start]) start++;
    let behind = 0;
    const most = Math.min(text.length, newText.length) - start;
    while (behind < most && text.at(-1 - behind) === newText.at(-1 - behind)) behind++;
    return { start, end: text.length - behind, newText: newText.slice(start, newText.length - behind) };
  };
}
