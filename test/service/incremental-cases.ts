import { SEED } from '../support/engine.ts';

/** A change of one stretch of a document, by its words: the first `from` becomes `to`. */
export interface Change {
  readonly from: string;
  readonly to: string;
}

/**
 * A session in which what changes far away is told otherwise: what the property test once found is kept here, beside
 * what is known to be treacherous. The document is asked about after every change.
 */
export interface KeptCase {
  readonly name: string;
  readonly text: string;
  readonly changes: readonly Change[];
}

const NAME = '<!-- design-docs: template=technical-design -->\n';
const LEVEL = '<!-- Phase 0: Project Basics -->\n## Quality\n\n- Quality Level: prototype\n\n';
const TWO = `${NAME}# Payments\n\n${LEVEL}## Overview\n\nShops hand on payments.\n\n## Architecture\n\nOne service.\n`;

export const KEPT: readonly KeptCase[] = [
  {
    name: 'a link’s definition at the end changes what a heading at the start says, and goes again',
    text: `${NAME}# [Payments][ref]\n\n${LEVEL}## [Overview][ref]\n\nWords.\n`,
    changes: [
      { from: 'Words.\n', to: 'Words.\n\n[ref]: /url\n' },
      { from: '[ref]: /url\n', to: '' },
    ],
  },
  {
    name: 'a definition above another of the same name wins',
    text: `${NAME}# [Payments](x)\n\n${LEVEL}## [Overview][a]\n\nWords.\n\n## Last\n\n[a]: /last\n`,
    changes: [
      { from: '## [Overview]', to: '[a]: <b c> "d"\n\n## [Overview]' },
      { from: '[a]: <b c> "d"', to: '[a]: <b c' },
    ],
  },
  {
    name: 'a fence that is opened hides all sections below, and shows them again when it is closed',
    text: NAME + SEED,
    changes: [
      { from: '## Overview\n', to: '## Overview\n```\n' },
      { from: '## Quality', to: '```\n## Quality' },
      { from: '```\n', to: '' },
      { from: '```\n', to: '' },
    ],
  },
  {
    name: 'a comment that is opened takes in what follows up to the next one’s end',
    text: TWO,
    changes: [
      { from: 'Shops', to: '<!-- Shops' },
      { from: 'One service', to: 'One --> service' },
      { from: '<!-- Shops', to: 'Shops' },
    ],
  },
  {
    name: 'the level decides what is due in every section',
    text: NAME + SEED,
    changes: [
      { from: 'experiment | prototype | production | secure', to: 'secure' },
      { from: 'Quality Level: secure', to: 'Quality Level: prototype' },
      { from: 'Quality Level: prototype', to: 'Quality Levels: prototype' },
    ],
  },
  {
    name: 'a phase marker moves the sections behind it into another phase',
    text: TWO,
    changes: [
      { from: '## Architecture', to: '<!-- Phase 2: Production Quality -->\n## Architecture' },
      { from: '<!-- Phase 2', to: '<!-- Phase 1' },
      { from: '<!-- Phase 1: Production Quality -->\n', to: '' },
    ],
  },
  {
    name: 'a suppression above the title holds for the whole file, and what it hid comes back',
    text: TWO,
    changes: [
      { from: '# Payments\n', to: '<!-- design-docs-disable missing-section: soon -->\n# Payments\n' },
      { from: 'missing-section: soon', to: 'missing-section' },
      { from: '<!-- design-docs-disable missing-section -->\n', to: '' },
    ],
  },
  {
    name: 'front matter begins with its first line, and again with its last',
    text: `quality level: secure\n---\n\n${TWO}`,
    changes: [
      { from: 'quality', to: '---\nquality' },
      { from: 'secure\n---', to: 'secure\n--' },
      { from: 'secure\n--', to: 'secure\n---' },
      { from: '---\nquality', to: 'quality' },
    ],
  },
  {
    name: 'front matter begins with the third dash of its first line',
    text: `--\nquality level: secure\n---\n\n${TWO}`,
    changes: [
      { from: '\nquality', to: '-\nquality' },
      { from: '-\nquality', to: '\nquality' },
    ],
  },
  {
    name: 'a second heading of the same name makes the first one a duplicate’s companion',
    text: TWO,
    changes: [
      { from: 'One service.\n', to: 'One service.\n\n## Overview\n\nAgain.\n' },
      { from: 'Again.', to: '' },
      { from: '## Overview\n\n\n', to: '' },
    ],
  },
  {
    name: 'a component’s name in one section is known in the others',
    text: TWO,
    changes: [
      { from: 'One service.', to: '### Ledger\n\nIt keeps all.' },
      { from: 'Shops hand', to: 'Shops and the Ledger hand' },
      { from: '### Ledger', to: '### Till' },
    ],
  },
  {
    name: 'a paragraph becomes a heading by a line below it, and the line breaks turn',
    text: `${TWO}Goals and Non-Goals\n\nGoals: sell more.\n`,
    changes: [
      { from: 'Non-Goals\n', to: 'Non-Goals\n---\n' },
      { from: 'Non-Goals\n---\n', to: 'Non-Goals\r\n---\r\n' },
      { from: '\r\n---\r\n', to: '\r---\r' },
      { from: '\r---\r', to: '\n' },
    ],
  },
  {
    name: 'half of a character is written before the other half',
    text: TWO,
    changes: [
      { from: 'Overview', to: 'Overview \uD83D' },
      { from: 'Overview \uD83D', to: 'Overview \uD83D\uDE80' },
      { from: '\uDE80', to: '' },
      { from: '\uD83D', to: '' },
    ],
  },
];
