import { SEED } from '../support/engine.ts';
import fc from '../support/property.ts';
import { partsOf, WRITTEN } from './written-document.ts';

/** Documents made of sections of the template and of a finished document: shuffled, dropped, renamed, cut, and mixed. */
export function designs(): fc.Arbitrary<string> {
  const sections = [...partsOf(SEED).sections, ...partsOf(WRITTEN).sections];
  const section = fc
    .tuple(fc.constantFrom(...sections), fc.constantFrom(...CHANGES), fc.constantFrom(...CHANGES))
    .map(([source, first, second]) => second(first(source)));
  const level = fc.constantFrom('experiment', 'prototype', 'production', 'secure', 'gold', 'a | b', '');
  return fc
    .tuple(
      fc.constantFrom(...HEADS),
      fc.array(fc.oneof({ weight: 5, arbitrary: section }, fc.constantFrom(...PIECES)), { maxLength: 20 }),
      level,
      fc.constantFrom(...ENDS),
    )
    .map(([head, parts, name, end]) =>
      end((head + parts.join('')).replace(/(?<=Quality Level: ).*/, () => name)),
    );
}

const CHANGES: readonly ((section: string) => string)[] = [
  (section) => section,
  (section) => section,
  (section) => section.replace(/^<!--.*-->\n/, ''),
  (section) => section.replace(/^<!-- Phase (\d)/, '<!-- Phase 3'),
  (section) => section.replace(/^<!--.*-->\n/, '<!-- Phase 2: Production Readiness -->\n'),
  (section) => section.replace(/^(<!-- Phase \d):/, '$1 -'),
  (section) => section.replace(/^<!--.*-->\n/, (marker) => marker + marker),
  (section) => section.replace(/^## /m, '### '),
  (section) => section.replace(/^## /m, '# '),
  (section) => section.replace(/^## (.+)$/m, '$1\n---'),
  (section) => section.replace(/^## (.)(.)/m, '## $2$1'),
  (section) => section.replace(/^## /m, '## 3. '),
  (section) => section.replace(/^## /m, '## 3 '),
  (section) => section.replace(/^## .+$/m, '## My own heading'),
  (section) => section.replace(/(?<=^## .+\n)[\s\S]*/m, '\n'),
  (section) => section.replace(/(?<=^## .+\n)[\s\S]*/m, 'TBD\n\n'),
  (section) => section.replace(/(?<=^## .+\n)/m, 'Words of the author.\n\n'),
  (section) => section.replace(/(?<=^## .+\n)[\s\S]*/m, 'Words of the author.\n\n'),
  (section) => section.replace(/(?<=^## .+\n)[\s\S]*/m, 'N/A\n\n'),
  (section) => section.replace(/(?<=^- .+\n)/m, '- A line of the author.\n'),
  (section) => `<!-- design-docs-disable empty-section unwritten-section: soon -->\n${section}`,
  (section) => section.trimEnd(),
  (section) => `${section.trimEnd()}\n`,
];

const HEADS = [
  '',
  '# Payments\n\n',
  'Payments\n===\n\nWords.\n\n',
  '## Payments\n',
  'Words without a title.\n\n',
  '---\nquality_level: production\n---\n',
  '---\nquality_level:\n---\n# Payments\n',
  '# Payments\nQuality Level: secure\n\n',
];

const PIECES = [
  '\nWords between sections.\n\n',
  '\n\n\n',
  '\n### A child\n- TODO: words\n\n',
  '\n# Another title\n\n',
  '\n| Quality Level | secure |\n|---|---|\n| Quality Level | TBD |\n\n',
  '\n- Quality Level: prototype (for now)\n\n',
  '\n<!-- Phase 1: Core Technical -->\n\n',
  '\n<!-- Phase 1 -->\n\n',
  '\n<!-- a comment -->\n\n',
  '\n<!-- design-docs-disable -->\n\n',
  '\n<!-- design-docs-disable empty-sektion, leftover-guidance -->\n\n',
  '\n> ## Overview\n> quoted\n\n',
  '\n```\n## Overview\n```\n\n',
  '\n- item\n  ## Overview\n\n',
  '\n---\n\n',
  '\nWords.\n<!-- design-docs-disable empty-section -->\nA setext heading\n---\n\n',
  '\n- item\n\n<!-- Phase 1: Core Technical -->\n\n    code\n\n',
  '\nWords.\n- Deployment targets and runtime assumptions.\n---\n\n',
  '\n```\ncode without an end\n',
  '## Goals and Non-Goals\n- Goals: a better life\n- Non-Goals: a long one\n\n',
  '## Open Questions\n- Which queue?\n- Which cache? (Ada)\n\n',
];

const ENDS: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => text.trimEnd(),
  (text) => text.replaceAll('\n', '\r\n'),
  (text) => text.replaceAll('\n', '\r\n').trimEnd(),
  (text) => `\uFEFF${text}`,
  (text) => text.replace(/^(#+) /gm, '$1# '),
];
