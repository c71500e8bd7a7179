import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { ALL_RULES } from '../../server/src/rules/index.ts';
import { readSettings } from '../../server/src/settings.ts';
import { readConfigFile } from '../../server/src/workspace/config-file.ts';
import { fences } from '../support/fences.ts';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

test('the config files in the documentation are valid', () => {
  for (const path of ['README.md', 'docs/templates.md', 'docs/configuration.md']) {
    const configs = fences(read(path), 'yaml').filter((yaml) => /^templates:/m.test(yaml));
    assert.ok(configs.length > 0, path);
    for (const config of configs) {
      const { problems, templates } = readConfigFile('file:///.design-docs.yaml', config);
      assert.deepEqual(problems, [], path);
      assert.ok(templates.length > 0, path);
    }
  }
});

test('the settings on the rule pages are valid', () => {
  for (const { id, options } of ALL_RULES) {
    const settings = fences(read(`docs/rules/${id}.md`), 'json');
    assert.equal(settings.length, options ? 2 : 1, id);
    for (const json of settings) {
      const chosen = JSON.parse(`{${json}}`)['designDocs.rules'];
      const reading = readSettings({ rules: chosen });
      assert.deepEqual([reading.problems, reading.settings.rules], [[], chosen], id);
    }
  }
});
