import { SEED } from '../support/engine.ts';

/** An edit that replaces the first occurrence of `from` with `to`. */
export interface Change {
  readonly from: string;
  readonly to: string;
}

/**
 * An editing session in which a change affects answers elsewhere in the document. The cases are known to be difficult,
 * or were once found by the property test. After every change, all answers must be those of a new service.
 */
export interface IncrementalCase {
  readonly name: string;
  readonly text: string;
  readonly changes: readonly Change[];
}

const NAME = '<!-- design-docs: template=technical-design -->\n';
const LEVEL = '<!-- Phase 0: Project Basics -->\n## Quality\n\n- Quality Level: prototype\n\n';
const TWO = `${NAME}# Payments\n\n${LEVEL}## Overview\n\nShops hand on payments.\n\n## Architecture\n\nOne service.\n`;

export const CASES: readonly IncrementalCase[] = [
  {
    name: 'a link definition at the end changes the text of a heading at the start, and is removed again',
    text: `${NAME}# [Payments][ref]\n\n${LEVEL}## [Overview][ref]\n\nWords.\n`,
    changes: [
      { from: 'Words.\n', to: 'Words.\n\n[ref]: /url\n' },
      { from: '[ref]: /url\n', to: '' },
    ],
  },
  {
    name: 'a link definition takes precedence over a later one with the same name',
    text: `${NAME}# [Payments](x)\n\n${LEVEL}## [Overview][a]\n\nWords.\n\n## Last\n\n[a]: /last\n`,
    changes: [
      { from: '## [Overview]', to: '[a]: <b c> "d"\n\n## [Overview]' },
      { from: '[a]: <b c> "d"', to: '[a]: <b c' },
    ],
  },
  {
    name: 'an opened fence turns all sections after it into code, until it is closed',
    text: NAME + SEED,
    changes: [
      { from: '## Overview\n', to: '## Overview\n```\n' },
      { from: '## Quality', to: '```\n## Quality' },
      { from: '```\n', to: '' },
      { from: '```\n', to: '' },
    ],
  },
  {
    name: 'an opened comment includes all text up to the next end of a comment',
    text: TWO,
    changes: [
      { from: 'Shops', to: '<!-- Shops' },
      { from: 'One service', to: 'One --> service' },
      { from: '<!-- Shops', to: 'Shops' },
    ],
  },
  {
    name: 'a change of the level changes what is due in every section',
    text: NAME + SEED,
    changes: [
      { from: 'experiment | prototype | production | secure', to: 'secure' },
      { from: 'Quality Level: secure', to: 'Quality Level: prototype' },
      { from: 'Quality Level: prototype', to: 'Quality Levels: prototype' },
    ],
  },
  {
    name: 'a phase marker moves the section after it into another phase',
    text: TWO,
    changes: [
      { from: '## Architecture', to: '<!-- Phase 2: Production Quality -->\n## Architecture' },
      { from: '<!-- Phase 2', to: '<!-- Phase 1' },
      { from: '<!-- Phase 1: Production Quality -->\n', to: '' },
    ],
  },
  {
    name: 'a suppression above the title applies to the whole file until it is removed',
    text: TWO,
    changes: [
      { from: '# Payments\n', to: '<!-- design-docs-disable missing-section: soon -->\n# Payments\n' },
      { from: 'missing-section: soon', to: 'missing-section' },
      { from: '<!-- design-docs-disable missing-section -->\n', to: '' },
    ],
  },
  {
    name: 'front matter appears when its first or its last line is completed',
    text: `quality level: secure\n---\n\n${TWO}`,
    changes: [
      { from: 'quality', to: '---\nquality' },
      { from: 'secure\n---', to: 'secure\n--' },
      { from: 'secure\n--', to: 'secure\n---' },
      { from: '---\nquality', to: 'quality' },
    ],
  },
  {
    name: 'front matter appears with the third dash of its first line',
    text: `--\nquality level: secure\n---\n\n${TWO}`,
    changes: [
      { from: '\nquality', to: '-\nquality' },
      { from: '-\nquality', to: '\nquality' },
    ],
  },
  {
    name: 'a second heading with the same name is a duplicate of the first one',
    text: TWO,
    changes: [
      { from: 'One service.\n', to: 'One service.\n\n## Overview\n\nAgain.\n' },
      { from: 'Again.', to: '' },
      { from: '## Overview\n\n\n', to: '' },
    ],
  },
  {
    name: 'the name of a component is known in other sections',
    text: TWO,
    changes: [
      { from: 'One service.', to: '### Ledger\n\nIt keeps all.' },
      { from: 'Shops hand', to: 'Shops and the Ledger hand' },
      { from: '### Ledger', to: '### Till' },
    ],
  },
  {
    name: 'an underline turns a paragraph into a heading, and the line breaks change',
    text: `${TWO}Goals and Non-Goals\n\nGoals: sell more.\n`,
    changes: [
      { from: 'Non-Goals\n', to: 'Non-Goals\n---\n' },
      { from: 'Non-Goals\n---\n', to: 'Non-Goals\r\n---\r\n' },
      { from: '\r\n---\r\n', to: '\r---\r' },
      { from: '\r---\r', to: '\n' },
    ],
  },
  {
    name: 'a surrogate pair is typed one half at a time',
    text: TWO,
    changes: [
      { from: 'Overview', to: 'Overview \uD83D' },
      { from: 'Overview \uD83D', to: 'Overview \uD83D\uDE80' },
      { from: '\uDE80', to: '' },
      { from: '\uD83D', to: '' },
    ],
  },
];
