import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { judgeCorpus } from '../../scripts/corpus/judge.ts';
import { golden } from '../../scripts/corpus/report.ts';
import { loadTemplate } from '../../server/src/template/template-file.ts';
import { findingsOf } from '../support/engine.ts';
import { expectFile } from '../support/fixture.ts';
import { SERVICE, sourceOf } from '../support/service.ts';

/** Public documents and templates from other projects. They are in a folder beside the project, and not part of it. */
const shared = new URL('../../../shared/', import.meta.url);

for (const folder of ['documents', 'templates']) {
  const directory = new URL(`${folder}/`, shared);
  const skip = skipWithout(folder);

  test(`there are no findings in any file of ../shared/${folder}`, { skip }, () => {
    const files = globSync('*.md', { cwd: directory });
    assert.ok(files.length > 20, `${files.length} files`);
    for (const file of files) {
      const url = new URL(file, directory);
      const text = readFileSync(url, 'utf8');
      const source = sourceOf(url.href, text);
      assert.deepEqual(SERVICE.findings(source), [], file);
      assert.notEqual(SERVICE.recognition(source).kind, 'document', file);
      // Nothing may throw, even if the file is used as a document or as a template.
      findingsOf(text);
      assert.ok(Array.isArray(loadTemplate({ id: file, source: text, policy: {} }).sections));
    }
  });
}

test('the findings of the templates that fit have been reviewed', {
  skip: skipWithout('documents') || skipWithout('templates'),
}, () => {
  const found = golden(judgeCorpus(fileURLToPath(new URL('documents', shared))));
  expectFile(fileURLToPath(new URL('../corpus/golden.md', import.meta.url)), found);
});

function skipWithout(folder: string): string | false {
  return existsSync(new URL(`${folder}/`, shared)) ? false : `there is no folder ../shared/${folder}`;
}
