import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setLevel } from '../../server/src/document/edits/set-level.ts';
import type { Level } from '../../server/src/template/template.ts';
import { applyEdits } from '../../server/src/text/range.ts';
import { bindText, TECHNICAL_DESIGN } from '../support/engine.ts';

const production = TECHNICAL_DESIGN.levels[2] as Level;

/** The text of the section Quality before and after the level is set to production. */
const cases: readonly (readonly [string, string])[] = [
  ['- Quality Level: experiment | prototype | production | secure', '- Quality Level: production'],
  ['- Quality Level: experiment (until May)', '- Quality Level: production (until May)'],
  ['- Quality Level:', '- Quality Level: production'],
  ['Quality Level: gold', 'Quality Level: production'],
  [
    '- Quality Level: experiment, since nobody pays yet',
    '- Quality Level: production, since nobody pays yet',
  ],
  ['- Quality Level: gold (agreed, ADR-7)', '- Quality Level: production (agreed, ADR-7)'],
  ['- Quality Level: TBD (ask Ada by Friday)', '- Quality Level: production (ask Ada by Friday)'],
  ['- Quality Level: (ask Ada)', '- Quality Level: production (ask Ada)'],
  ['- Quality Level: gold (was experiment)', '- Quality Level: production (was experiment)'],
  ['- Quality Level: gold. Ada agreed.', '- Quality Level: production. Ada agreed.'],
  ['- Quality Level: gold; see [ADR](x.md)', '- Quality Level: production; see [ADR](x.md)'],
  ['- Quality Level: **gold**, see ADR-7', '- Quality Level: **production**, see ADR-7'],
  ['- Quality Level: **very** high', '- Quality Level: production'],
  ['- Quality Level: [experiment | secure]', '- Quality Level: production'],
  ['- Quality Level: [gold](levels.md)', '- Quality Level: production [gold](levels.md)'],
  ['- Quality Level: [secure](levels.md)', '- Quality Level: production'],
  ['- Quality Level: experiment or prototype; ask Ada', '- Quality Level: production; ask Ada'],
  ['- Quality Level: experiment (not secure) for now', '- Quality Level: production for now'],
  ['- Quality Level: gold, not secure', '- Quality Level: production'],
  ['**Quality Level:** `experiment`.', '**Quality Level:** `production`.'],
  ['**Quality Level: experiment | secure**', '**Quality Level: production**'],
  ['Quality Level: <!-- choose one -->', 'Quality Level: production <!-- choose one -->'],
  ['Quality Level: gold <!-- why? -->', 'Quality Level: production <!-- why? -->'],
  ['| Quality Level | gold |\n| --- | --- |', '| Quality Level | production |\n| --- | --- |'],
  ['Two reviewers.', '- Quality Level: production\n\nTwo reviewers.'],
  ['- Two reviewers.', '- Quality Level: production\n- Two reviewers.'],
  ['\n* Two reviewers.', '\n* Quality Level: production\n* Two reviewers.'],
  ['    code', 'Quality Level: production\n\n    code'],
  ['- Quality Level: "gold"', '- Quality Level: production'],
  ['- Quality Level: <!-- choose --> experiment', '- Quality Level: <!-- choose --> production'],
  [
    '- Quality Level: experiment, since the experiment is small',
    '- Quality Level: production (since the experiment is small)',
  ],
];

for (const [before, after] of cases) {
  test(`${before.split('\n')[0]} becomes ${after.split('\n')[0]}`, () => {
    const documentWith = (line: string): string =>
      `# Payments\n\n## Quality\n${line}\n\n## Overview\nCards.\n`;
    const document = bindText(documentWith(before));
    const edit = setLevel(document, production);
    assert.equal(applyEdits(document.markdown.text, edit ? [edit] : []), documentWith(after));
    const again = bindText(documentWith(after));
    assert.equal(again.level.level, production);
    assert.equal(setLevel(again, production), undefined, 'the level is already set');
  });
}
