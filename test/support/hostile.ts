/** Documents that would take long, if any part of what is done with them took time in the square of their length. */

/** What a design document begins with, so that all that there is looks at what follows. */
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

/** By what they are made of; each is as long as is asked for, or a little longer. */
export const HOSTILE: Readonly<Record<string, Fill>> = {
  'one line of words': times('word '),
  'one word': times('x'),
  'spaces between words': times(' ', 'a', 'b'),
  'a heading again and again': times('## Overview\n'),
  'headings of many names': numbered((nth) => `## Heading ${nth}\n\nx\n`),
  'headings of every rank': times('## A\n### B\n#### C\n##### D\n###### E\n'),
  titles: times('# A\n'),
  'headings that are almost known': times('## Overvew\n'),
  'headings without words': times('##\n'),
  'underlined headings': times('a\n---\n'),
  'a heading of many lines': times('x\n', '', '---\n'),
  components: numbered((nth) => `- Name${nth}: x\n`, '## Components\n'),
  'components as headings': numbered((nth) => `### Name ${nth}\n`, '## Components\n'),
  'components in a table': numbered((nth) => `|Name ${nth}|x|\n`, '## Components\n|a|b|\n|-|-|\n'),
  'a component that is used': times('`Ledger` Ledger ', '## Components\n- Ledger: x\n\n## Own\n'),
  markers: times('<!-- Phase 0: Project Basics -->\n'),
  'markers above headings': times('<!-- Phase 1: Core Technical -->\n## Architecture\nx\n'),
  'markers that nobody knows': times('<!-- Phase 9: x -->\n\n'),
  levels: times('- Quality Level: secure\n'),
  suppressions: times('<!-- design-docs-disable missing-section: x -->\n\n'),
  'suppressions in each other': times(
    '<!-- design-docs-disable empty-section: x -->\n## A\n<!-- design-docs-disable empty-section: x -->\n### B\n',
  ),
  'rules of a suppression': times('empty-section, ', '<!-- design-docs-disable ', ': x -->\n\n'),
  directives: times('<!-- design-docs: template=technical-design -->\n'),
  items: times('- a\n'),
  numbers: times('1. a\n'),
  'items without words': times('-\n'),
  'labels in labels': times('- **a**: b\n  - c: d\n'),
  'lists in lists': numbered((nth) => `${'  '.repeat(nth)}- a\n`),
  'lists in a line': times('- ', '', 'x\n'),
  'quotes in a line': times('> ', '', 'x\n'),
  'quotes in quotes': times(`${'>'.repeat(90)} x\n`),
  rows: times('|x|y|\n', '|a|b|\n|-|-|\n'),
  tables: times('|a|b|\n|-|-|\n|TBD|\n\n'),
  'columns of a table': (length) =>
    ['a|', '-|', 'b|'].map((cell) => `|${cell.repeat(Math.ceil(length / 6))}\n`).join(''),
  'an open fence': times('x\n', '```\n'),
  fences: times('```\nx\n```\n'),
  'open comments': times('<!-- '),
  'open comments behind a word': times('<!-- ', 'x '),
  'open comments in headings': times('## a <!-- b\n'),
  'open HTML': times('<div>\n'),
  'open tags': times('<a '),
  'open attributes': times('<a b="'),
  'open brackets': times('['),
  'closed brackets': times('[a]'),
  'open links': times('[a]('),
  'open emphasis': times('*x **y_ '),
  'stars and words': times('*a'),
  'open code': times('`a'),
  'open braces': times('{'),
  'open front matter': times('--- x\n', '---\n'),
  placeholders: times('[name] TBD {x} <y> '),
  'placeholders in lines': times('- TBD\n'),
  links: times('[a](#overview) '),
  'links by name': numbered((nth) => `[a${nth}]: b\n\n[a${nth}]\n\n`),
  autolinks: times('<http://a> '),
  gates: times('tests, ', `${SECURE}- Entry/Exit criteria: `),
  'gates in lines': times('- Entry/Exit criteria: tests\n', SECURE),
  goals: times('  - be fast\n', '## Goals and Non-Goals\n- Goals:\n'),
  questions: times('- why?\n', '## Open Questions\n'),
  waivers: times('## Architecture\nN/A\n'),
  NUL: times('\0'),
  'NUL in lines': times('\0\n'),
  'lone surrogates': times('\uD800'),
  'headings of lone surrogates': times('## \uDC00\n'),
  'marks of direction': times('\u202e\u2066a\u200f '),
  'marks on one letter': times('\u0301', 'a'),
  'carriage returns': times('x\r'),
  tabs: times('\t', '', 'x'),
  backslashes: times('\\'),
  entities: times('&amp;&#'),
};
