// Documents that would take very long if any analysis of them took quadratic time.

/** The start of a design document, so that all features process the text after it. */
export const HEAD = '# Payments\n\n<!-- Phase 0: Project Basics -->\n## Overview\n';

type Fill = (length: number) => string;

const times =
  (text: string, start = '', end = ''): Fill =>
  (length) =>
    start + text.repeat(Math.max(1, Math.ceil(length / text.length))) + end;

const numbered =
  (line: (nth: number) => string, start = ''): Fill =>
  (length) => {
    let text = start;
    for (let nth = 0; text.length < length; nth++) text += line(nth);
    return text;
  };

const SECURE = '## Quality\n- Quality Level: secure\n';

/** By a description of the repeated text. Each document has the requested length or is slightly longer. */
export const HOSTILE: Readonly<Record<string, Fill>> = {
  'one line of words': times('word '),
  'one long word': times('x'),
  'many spaces between two words': times(' ', 'a', 'b'),
  'the same heading repeated': times('## Overview\n'),
  'headings with different names': numbered((nth) => `## Heading ${nth}\n\nx\n`),
  'headings of every level': times('## A\n### B\n#### C\n##### D\n###### E\n'),
  titles: times('# A\n'),
  'misspelled headings': times('## Overvew\n'),
  'headings without text': times('##\n'),
  'underlined headings': times('a\n---\n'),
  'a heading of many lines': times('x\n', '', '---\n'),
  components: numbered((nth) => `- Name${nth}: x\n`, '## Components\n'),
  'components as headings': numbered((nth) => `### Name ${nth}\n`, '## Components\n'),
  'components in a table': numbered((nth) => `|Name ${nth}|x|\n`, '## Components\n|a|b|\n|-|-|\n'),
  'uses of a component': times('`Ledger` Ledger ', '## Components\n- Ledger: x\n\n## Own\n'),
  'phase markers': times('<!-- Phase 0: Project Basics -->\n'),
  'phase markers above headings': times('<!-- Phase 1: Core Technical -->\n## Architecture\nx\n'),
  'unknown phase markers': times('<!-- Phase 9: x -->\n\n'),
  levels: times('- Quality Level: secure\n'),
  suppressions: times('<!-- design-docs-disable missing-section: x -->\n\n'),
  'nested suppressions': times(
    '<!-- design-docs-disable empty-section: x -->\n## A\n<!-- design-docs-disable empty-section: x -->\n### B\n',
  ),
  'rules in one suppression': times('empty-section, ', '<!-- design-docs-disable ', ': x -->\n\n'),
  directives: times('<!-- design-docs: template=technical-design -->\n'),
  'list items': times('- a\n'),
  'numbered list items': times('1. a\n'),
  'empty list items': times('-\n'),
  'nested labels': times('- **a**: b\n  - c: d\n'),
  'nested lists': numbered((nth) => `${'  '.repeat(nth)}- a\n`),
  'nested lists on one line': times('- ', '', 'x\n'),
  'nested block quotes on one line': times('> ', '', 'x\n'),
  'lines in 90 nested block quotes': times(`${'>'.repeat(90)} x\n`),
  'table rows': times('|x|y|\n', '|a|b|\n|-|-|\n'),
  tables: times('|a|b|\n|-|-|\n|TBD|\n\n'),
  'table columns': (length) =>
    ['a|', '-|', 'b|'].map((cell) => `|${cell.repeat(Math.ceil(length / 6))}\n`).join(''),
  'an unclosed fence': times('x\n', '```\n'),
  fences: times('```\nx\n```\n'),
  'unclosed comments': times('<!-- '),
  'unclosed comments after a word': times('<!-- ', 'x '),
  'unclosed comments in headings': times('## a <!-- b\n'),
  'unclosed HTML elements': times('<div>\n'),
  'unclosed tags': times('<a '),
  'unclosed attributes': times('<a b="'),
  'unclosed brackets': times('['),
  'closed brackets': times('[a]'),
  'unclosed links': times('[a]('),
  'unclosed emphasis': times('*x **y_ '),
  'asterisks and words': times('*a'),
  'unclosed code spans': times('`a'),
  'unclosed braces': times('{'),
  'unclosed front matter': times('--- x\n', '---\n'),
  placeholders: times('[name] TBD {x} <y> '),
  'list items with placeholders': times('- TBD\n'),
  links: times('[a](#overview) '),
  'reference links': numbered((nth) => `[a${nth}]: b\n\n[a${nth}]\n\n`),
  autolinks: times('<http://a> '),
  gates: times('tests, ', `${SECURE}- Entry/Exit criteria: `),
  'list items with gates': times('- Entry/Exit criteria: tests\n', SECURE),
  goals: times('  - be fast\n', '## Goals and Non-Goals\n- Goals:\n'),
  questions: times('- why?\n', '## Open Questions\n'),
  waivers: times('## Architecture\nN/A\n'),
  'NUL characters': times('\0'),
  'lines with NUL characters': times('\0\n'),
  'lone surrogates': times('\uD800'),
  'headings with lone surrogates': times('## \uDC00\n'),
  'bidirectional control characters': times('\u202e\u2066a\u200f '),
  'combining marks on one letter': times('\u0301', 'a'),
  'carriage returns': times('x\r'),
  tabs: times('\t', '', 'x'),
  backslashes: times('\\'),
  entities: times('&amp;&#'),
};
