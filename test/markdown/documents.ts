import { tests } from 'commonmark-spec';
import fc from '../support/property.ts';

/** Documents with `\n` line breaks: pieces of Markdown, including examples of CommonMark, in random containers. */
export function documents(): fc.Arbitrary<string> {
  const piece = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...PIECES) },
    { weight: 2, arbitrary: fc.constantFrom(...tests.map(({ markdown }) => markdown)) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }).map(withoutReturns) },
  );
  const prefix = fc.array(fc.constantFrom('> ', '>', '- ', '1. ', '  ', '   ', '    ', '\t'), {
    maxLength: 3,
  });
  const group = fc
    .tuple(prefix, fc.array(piece, { minLength: 1, maxLength: 3 }), fc.boolean())
    .map(([marks, pieces, everyLine]) =>
      pieces.join('').replace(everyLine ? /^/gm : /^/, () => marks.join('')),
    );
  return fc
    .tuple(
      fc.constantFrom('', '', '---\nkey: value\n---\n', '---\n'),
      fc.array(group, { maxLength: 8 }),
      fc.boolean(),
    )
    .map(([head, groups, isSeparated]) => head + groups.join(isSeparated ? '\n' : ''));
}

function withoutReturns(text: string): string {
  return text.replaceAll('\r', '\n');
}

const PIECES = [
  '\n',
  '\n\n',
  ' ',
  '# Title\n',
  '## C# ##\n',
  '##\n',
  'words\n',
  'a  \nb\\\n',
  '===\n',
  '---\n',
  '<!-- Phase 1: Core Technical -->\n',
  '<!--',
  '-->',
  '<!-->',
  '<!--->',
  '<div>\n',
  '<script>',
  '```\n',
  '~~~~ x\n',
  '| a | b |\n|---|---|\n| c \\| d | `e | f` |\n',
  'a|b\n-|-\n||\n1|2|3\n',
  '|',
  '\\',
  '[ref]: /url\n',
  '[ref] [words][ref] ![icon][ref]\n',
  '*a **b `c\n',
  '&amp; &#0; \0\n',
  'Non\u2011Goals 🚀\n',
  '\uD800 \uDC00\n',
  '\u2028---\u2029',
  '\f\u00A0\v\uFEFF',
];
