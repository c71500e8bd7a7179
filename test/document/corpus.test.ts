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

/** Public documents and templates that follow other templates; they lie beside the project and are not part of it. */
const shared = new URL('../../../shared/', import.meta.url);

for (const folder of ['documents', 'templates']) {
  const directory = new URL(`${folder}/`, shared);
  const skip = skipWithout(folder);

  test(`nothing is found in any file of ../shared/${folder}`, { skip }, () => {
    const files = globSync('*.md', { cwd: directory });
    assert.ok(files.length > 20, `${files.length} files`);
    for (const file of files) {
      const url = new URL(file, directory);
      const text = readFileSync(url, 'utf8');
      const source = sourceOf(url.href, text);
      assert.deepEqual(SERVICE.findings(source), [], file);
      assert.notEqual(SERVICE.recognition(source).kind, 'document', file);
      // Even if they were taken for documents, or for templates, nothing may throw.
      findingsOf(text);
      assert.ok(Array.isArray(loadTemplate({ id: file, source: text, policy: {} }).sections));
    }
  });
}

test('what is found by the templates that fit is what was read and judged', {
  skip: skipWithout('documents') || skipWithout('templates'),
}, () => {
  const found = golden(judgeCorpus(fileURLToPath(new URL('documents', shared))));
  expectFile(fileURLToPath(new URL('../corpus/golden.md', import.meta.url)), found);
});

function skipWithout(folder: string): string | false {
  return existsSync(new URL(`${folder}/`, shared)) ? false : `there is no folder ../shared/${folder}`;
}
