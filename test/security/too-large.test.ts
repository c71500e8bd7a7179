import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { DocumentSymbol, FoldingRange, InlayHint } from 'vscode-languageserver/node';
import type { CheckResult, ReportResult } from '../../server/src/cli/schema.ts';
import type { Source } from '../../server/src/service/service.ts';
import { LARGEST } from '../../server/src/text/limits.ts';
import { callCli, diskFolder } from '../support/cli.ts';
import { brief, PULL, startClient } from '../support/lsp.ts';
import { serve } from '../support/mcp.ts';
import { SERVICE, sourceOf } from '../support/service.ts';

const root = join(import.meta.dirname, '../..');

/** A draft of `length` UTF-16 code units, with several findings and many plain lines. */
function documentOf(length: number): string {
  const head =
    '# Payments\n\n<!-- Phase 0: Project Basics -->\n## Overview\n\n## Quality\n- Quality Level: secure\n\n## Own\n';
  const line = `${'words '.repeat(200)}\n`;
  return head + line.repeat(Math.ceil(length / line.length)).slice(0, length - head.length);
}

const WHY = 'is longer than 5,000,000 characters and is not checked. Split it into several documents.';
const LARGE = documentOf(LARGEST.document + 1);
const HEAVY = `---\ntitle: a\nkeys:\n${'  - a\n'.repeat(LARGEST.frontMatter / 6 + 1)}---\n${documentOf(1000)}`;

const findingsOf = (source: Source): string[] =>
  SERVICE.findings(source).map(
    ({ start, end, severity, rule, message }) => `${start}-${end} ${severity} ${rule}: ${message}`,
  );

test('checks a document of the maximum size, and gives a longer one only one finding and an outline', () => {
  const largest = sourceOf('file:///a.md', documentOf(LARGEST.document));
  assert.ok(SERVICE.findings(largest).length > 1);
  const source = sourceOf('file:///a.md', LARGE);
  assert.deepEqual(findingsOf(source), [`0-10 info too-large: This document ${WHY}`]);
  const [title] = SERVICE.documentSymbols(source);
  assert.deepEqual(
    title?.children.map(({ name, detail }) => [name, detail]),
    [
      ['Overview', undefined],
      ['Quality', undefined],
      ['Own', undefined],
    ],
  );
  assert.deepEqual(
    SERVICE.foldingRanges(source).map(({ kind }) => kind),
    ['section', 'section', 'section'],
  );
});

test('answers no other requests about a document that is too large', () => {
  for (const text of [LARGE, HEAVY]) {
    const source = sourceOf('file:///design-doc.md', text);
    assert.equal(SERVICE.findings(source).length, 1);
    const at = text.indexOf('Quality Level');
    const all = { start: 0, end: text.length };
    assert.deepEqual(
      [
        SERVICE.complete(source, at, undefined),
        SERVICE.codeActions(source, all),
        SERVICE.fixAll(source),
        SERVICE.sortSections(source),
        SERVICE.inlayHints(source, all),
        SERVICE.codeLenses(source),
        SERVICE.highlights(source),
        SERVICE.selectionRanges(source, at),
        SERVICE.next(source),
        SERVICE.edit(source, { kind: 'insertMissing' }),
        SERVICE.navigation([source]).workspaceSymbols(''),
      ].flat(),
      [],
    );
    assert.equal(SERVICE.hover(source, at), undefined);
    assert.equal(SERVICE.judged(source), undefined);
    const { kind, why } = SERVICE.readiness(source);
    assert.deepEqual([kind, why], ['none', `The document ${SERVICE.tooLarge(source)}`]);
    assert.ok(SERVICE.explain(source).includes(`It ${SERVICE.tooLarge(source)}`));
  }
});

test('front matter has its own size limit', () => {
  const [finding] = findingsOf(sourceOf('file:///a.md', HEAVY));
  assert.equal(
    finding,
    '0-3 info too-large: This document has more than 100,000 characters of front matter and is not checked. Shorten the front matter.',
  );
  const bomb = (key: string): string => `---\n${key}: [${'a, '.repeat(40_000)}]\n---\n# A\n`;
  assert.equal(findingsOf(sourceOf('file:///a.md', bomb('design-docs'))).length, 1);
  assert.deepEqual(findingsOf(sourceOf('file:///a.md', bomb('keys'))), [], 'this is not a design document');
  const template = sourceOf('file:///templates/a.md', `${bomb('design-docs')}<!-- Phase 1: One -->\n## B\n`);
  assert.match(findingsOf(template).join(), /^0-3 error template-unusable: .*front matter.* 100,000/);
});

test('reports nothing for large files that are not design documents', () => {
  for (const name of ['notes.md', 'design-doc.md']) {
    const source = sourceOf(`file:///${name}`, `# Notes\n\n${'words '.repeat(LARGEST.document / 6 + 1)}`);
    assert.deepEqual(SERVICE.findings(source), []);
    assert.deepEqual(SERVICE.documentSymbols(source), []);
  }
  const off = sourceOf('file:///a.md', `<!-- design-docs: off -->\n${LARGE}`);
  assert.deepEqual(SERVICE.findings(off), []);
});

test('decides that a document is too large without reading more than its beginning', () => {
  const read: number[] = [];
  const { markdown, ...source } = sourceOf('file:///a.md', LARGE);
  const refuse = (): never => assert.fail('only the beginning of the document is read');
  const counted = {
    ...source,
    markdown: {
      length: markdown.length,
      frontMatter: undefined,
      edit: refuse,
      slice(start: number, end: number) {
        read.push(end - start);
        return markdown.slice(start, end);
      },
      get text() {
        return refuse();
      },
      get blocks() {
        return refuse();
      },
      get definitions() {
        return refuse();
      },
      get chunks() {
        return refuse();
      },
    },
  };
  assert.equal(SERVICE.findings(counted).length, 1);
  assert.ok(read.reduce((sum, each) => sum + each, 0) <= 40_000, read.join());
});

test('the language server reports the size, still gives the outline, and checks the document once it is small enough', async (t) => {
  const client = await startClient(t, { capabilities: PULL });
  const uri = 'file:///a.md';
  client.open(uri, LARGE);
  assert.deepEqual((await client.pull(uri)).items.map(brief), ['1:1-1:11 info too-large']);
  const ask = <T>(method: string, params = {}): Promise<T> =>
    client.connection.sendRequest(`textDocument/${method}`, { textDocument: { uri }, ...params });
  const [title] = await ask<DocumentSymbol[]>('documentSymbol');
  assert.equal(title?.children?.length, 3);
  assert.equal((await ask<FoldingRange[]>('foldingRange')).length, 3);
  const position = { line: 6, character: 4 };
  assert.equal(await ask('hover', { position }), null);
  assert.deepEqual(await ask<InlayHint[]>('inlayHint', { range: { start: position, end: position } }), []);
  const line = LARGE.split('\n').length - 2;
  const range = { start: { line: line - 10, character: 0 }, end: { line, character: 0 } };
  client.change(uri, 2, { range, text: '' });
  assert.ok((await client.pull(uri)).items.length > 1);
  client.change(uri, 3, { range: { start: range.start, end: range.start }, text: 'words '.repeat(2400) });
  assert.deepEqual((await client.pull(uri)).items.map(brief), ['1:1-1:11 info too-large']);
});

test('all commands and the MCP server treat a document that is too large as unreadable', async (t) => {
  const folder = diskFolder(t, { 'a.md': LARGE, 'b.md': documentOf(500) });
  const cwd = folder.path;
  const error = `design-docs: a.md ${WHY}\n`;
  const check = await callCli(['check', '--format', 'json', '--level', 'experiment'], { cwd });
  assert.deepEqual([check.code, check.stderr], [2, error]);
  const { files, problems } = JSON.parse(check.stdout) as CheckResult;
  assert.deepEqual(
    files.map(({ path, findings }) => [path, findings[0]?.rule]),
    [
      ['a.md', 'too-large'],
      ['b.md', 'empty-section'],
    ],
  );
  assert.deepEqual(problems, [{ path: 'a.md', message: `a.md ${WHY}` }]);
  const report = await callCli(['report', '--format', 'json'], { cwd });
  assert.deepEqual([report.code, report.stderr], [2, error]);
  assert.deepEqual(
    (JSON.parse(report.stdout) as ReportResult).documents.map(({ path }) => path),
    ['b.md'],
  );
  for (const call of [
    ['next', 'a.md'],
    ['migrate', 'a.md'],
    ['check', '--fix', 'a.md'],
  ]) {
    const { code, stderr } = await callCli(call, { cwd });
    assert.deepEqual([code, stderr], [2, error], call.join(' '));
  }
  assert.equal(folder.read('a.md'), LARGE);
  const { call, refused } = await serve(t, folder);
  assert.equal(await refused('readiness', { path: 'a.md' }), `a.md ${WHY}`);
  const listed = await call<Pick<CheckResult, 'problems'>>('list_documents');
  assert.deepEqual(listed.problems, problems);
});

test('the documentation states the limits', () => {
  const { document, frontMatter } = LARGEST;
  for (const file of ['README.md', 'docs/cli.md']) {
    const text = readFileSync(join(root, file), 'utf8').replace(/\s+/g, ' ');
    const [, ...numbers] =
      /more than ([\d,]+) characters, or with front matter of more than ([\d,]+\d)/.exec(text) ?? [];
    assert.deepEqual(
      numbers,
      [document, frontMatter].map((each) => each.toLocaleString('en-US')),
      file,
    );
  }
});
