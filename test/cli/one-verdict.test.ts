import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver/node';
import type { CheckResult, FindingResult } from '../../server/src/cli/schema.ts';
import { diskFolder, runCli } from '../support/cli.ts';
import { type Client, PULL, startClient } from '../support/lsp.ts';
import { corpusFiles } from './corpus.ts';

/** The editor must show exactly the findings that the command line lists, including hints. */
for (const gate of [undefined, 'level'] as const) {
  test(`the command line and the language server have the same findings in every document, gate ${gate ?? 'not set'}`, async (t) => {
    const files = corpusFiles();
    const documents = [...files.keys()].filter((file) => file.endsWith('.md'));
    assert.ok(documents.length > 900, `enough documents: ${documents.length}`);
    const { path: cwd, read } = diskFolder(t, Object.fromEntries(files));
    const args = ['--hints', '--format', 'json=result.json', ...(gate ? ['--gate', gate] : [])];
    const { code, stderr } = await runCli(['check', ...args], { cwd });
    assert.equal(stderr, '');
    assert.equal(code, 1);
    const found = byPath(JSON.parse(read('result.json')) as CheckResult);
    // A config file's gate overrides the editor's, but the command line's gate overrides both.
    const compared = gate ? documents.filter((file) => !/^(?:cases|examples)/.test(file)) : documents;
    const client = await startClient(t, {
      capabilities: PULL,
      folders: [uriOf(cwd)],
      initializationOptions: { templatesFolder: 'builtin:/' },
      settings: gate ? { gate } : {},
    });
    let findings = 0;
    for (const file of compared) {
      const shown = await diagnose(client, uriOf(`${cwd}/${file}`), files.get(file) ?? '');
      findings += shown.length;
      assert.deepEqual(found.get(file) ?? [], shown, file);
    }
    assert.ok(findings > 200, `enough findings: ${findings}`);
    assert.equal(await client.stop(), 0);
  });
}

test('the two have the same findings in a broken config file and in a broken template', async (t) => {
  const config =
    'templates:\n  "*.md": template.md\n  "x[": none.md\n  b.md: gone.md\nrules: { nothing: off }\n';
  const template = '# T\n\n<!-- Phase x -->\n## A\n\n## A\n';
  const files = { '.design-docs.yaml': config, 'template.md': template, 'a.md': '# A\n' };
  const { path: cwd } = diskFolder(t, files);
  const { code, stdout, stderr } = await runCli(['check', '--hints', '--format', 'json'], { cwd });
  assert.equal(code, 2);
  assert.match(stderr, /^design-docs: \.design-docs\.yaml:3:3: “x\[” has an unmatched bracket/m);
  const found = byPath(JSON.parse(stdout) as CheckResult);
  const client = await startClient(t, { capabilities: PULL, folders: [uriOf(cwd)] });
  for (const [file, text] of Object.entries(files)) {
    const shown = await diagnose(
      client,
      uriOf(`${cwd}/${file}`),
      text,
      file.endsWith('.md') ? 'markdown' : 'yaml',
    );
    assert.deepEqual(found.get(file) ?? [], shown, file);
    assert.ok(file === 'a.md' || shown.length > 0, file);
  }
});

async function diagnose(client: Client, uri: string, text: string, language = 'markdown'): Promise<object[]> {
  client.open(uri, text, language);
  const { items } = await client.pull(uri);
  client.close(uri);
  return items.map(ofEditor);
}

function uriOf(path: string): string {
  return pathToFileURL(path).href;
}

function byPath({ files }: CheckResult): Map<string, object[]> {
  return new Map(files.map(({ path, findings }) => [path, findings.map(ofCommandLine)]));
}

function ofCommandLine({ rule, severity, message, start, end, related }: FindingResult): object {
  const position = ({ line, column }: FindingResult['start']): object => ({
    line: line - 1,
    character: column - 1,
  });
  return {
    rule,
    severity,
    message,
    range: { start: position(start), end: position(end) },
    related: related.map((each) => each.message),
  };
}

function ofEditor({ code, severity, message, range, relatedInformation = [] }: Diagnostic): object {
  return {
    rule: code,
    severity: SEVERITIES[severity ?? 1],
    message,
    range,
    related: relatedInformation.map((each) => each.message),
  };
}

const SEVERITIES = {
  [DiagnosticSeverity.Error]: 'error',
  [DiagnosticSeverity.Warning]: 'warning',
  [DiagnosticSeverity.Information]: 'info',
  [DiagnosticSeverity.Hint]: 'hint',
} as const;
