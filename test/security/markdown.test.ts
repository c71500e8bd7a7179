import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import MarkdownIt from 'markdown-it';
import type { CompletionItem, Hover } from 'vscode-languageserver/node';
import { layOut } from '../../server/src/cli/files/markdown-output.ts';
import { EXPLAIN } from '../../server/src/protocol.ts';
import { callCli, diskFolder } from '../support/cli.ts';
import { type Client, startClient } from '../support/lsp.ts';

const root = join(import.meta.dirname, '../..');

/** Names that would become a link, an image, or HTML if they were rendered as Markdown without escaping. */
const WORDS = [
  '[x](command:y)',
  '![i](http://e.org/i)',
  '<img src=//e.org>',
  '<a href=q:r>b',
  '&lt;b&gt;[x][y]',
  '<script>1',
  '`](command:z)',
];

/** A template, a document, and a config file that use a word wherever something has a name. */
function filesNaming(word: string): Record<string, string> {
  const key = JSON.stringify(word);
  return {
    't.md': `---
design-docs:
  name: ${key}
  description: ${key}
  sections:
    ${key}: { aliases: [${key}], defines-names: true, topics: [{ label: ${key}, from: ${key}, guidance: ${key}, terms: [none] }] }
  gates: { section: Gates, label: Gates, names: { ${key}: [gatename] }, levels: { ${key}: [${key}] } }
---
# ${word}

<!-- Phase 1: ${word} -->
## ${word}
${word}
- ${word}: ${word}

<!-- Phase 2: ${word} (${word}) -->
## Gates
- Quality Level: ${word} | other
- Gates: ${word}
- ${word}: ${word} | b
  - ${word}: what it is

[y]: command:far
`,
    '.design-docs.yaml': `templates: { "docs/*.md": t.md, "docs/${word.replace(/\W/g, '')}.md": ${key} }\nrules: { ${key}: off }\n`,
    'docs/a.md': `---
title: ${key}
${key}: ${key}
---
# ${word}

<!-- design-docs-disable ${word}: ${word} -->
<!-- Phase 1: ${word} -->
## ${word}
- ${word}: ${word}

### ${word}
${word}

<!-- Phase 2: ${word} -->
## Gates
- Quality Level: ${word}
- Gates:${' '}
- ${word}:${' '}

[y]: command:far
#
`,
  };
}

/**
 * All Markdown that an editor may show in a document: hovers at every third character, and documentation of
 * completions.
 */
async function markdownShownIn(client: Client, uri: string, text: string): Promise<string[]> {
  const shown: string[] = [];
  const keep = (part: unknown): void => {
    if (part === null || part === undefined) return;
    const { kind, value } = part as { kind?: string; value?: string };
    if (kind === 'markdown') shown.push(value ?? '');
    else assert.equal(typeof part, 'string');
  };
  for (const [line, words] of text.split('\n').entries()) {
    for (let character = 0; character <= words.length; character += 3) {
      const at = { textDocument: { uri }, position: { line, character } };
      const hover = await client.connection.sendRequest<Hover | null>('textDocument/hover', at);
      keep(hover?.contents);
    }
    const at = { textDocument: { uri }, position: { line, character: words.length } };
    const items = await client.connection.sendRequest<CompletionItem[] | null>('textDocument/completion', at);
    for (const item of items ?? []) keep(item.documentation);
  }
  return shown;
}

/** A renderer that is at least as permissive as those of editors. */
const md = new MarkdownIt({ html: true });

function assertNoActiveContent(markdown: string, about: string): void {
  const html = md.render(markdown).replace(/<!--.*?(?:-->|$)/gs, '');
  assert.doesNotMatch(
    html,
    /<(?:img|script|iframe|style)\b|<a href=(?!"https?:)|<a href=q/i,
    `${about}:\n${markdown}`,
  );
}

for (const word of WORDS)
  test(`shows the name ${word} in the editor as plain text, without a link, an image, or HTML`, async (t) => {
    const folder = diskFolder(t, filesNaming(word));
    const uri = (path: string): string => `file://${folder.path}/${path}`;
    const client = await startClient(t, { folders: [uri('')] });
    let count = 0;
    for (const [path, text] of Object.entries(filesNaming(word))) {
      client.open(uri(path), text, path.endsWith('.yaml') ? 'yaml' : 'markdown');
      for (const markdown of await markdownShownIn(client, uri(path), text)) {
        count++;
        assertNoActiveContent(markdown, path);
      }
      const explanation = await client.connection.sendRequest<string>(EXPLAIN, { uri: uri(path) });
      assertNoActiveContent(explanation, 'explanation');
    }
    assert.ok(count > 20, `${count} texts were checked`);
  });

test('escapes the path of a template in the link to it', async (t) => {
  const name = 'a> ![x](http://e.org) [b](command:c)';
  const folder = diskFolder(t, {
    [`${name}/t.md`]: '# T\n\n## Risks\nSay it.\n',
    [`${name}/.design-docs.yaml`]: 'templates: { "a.md": t.md }\n',
  });
  const uri = `file://${folder.path}/${name}`;
  const client = await startClient(t, { folders: [uri] });
  client.open(`${uri}/a.md`, '# A\n\n## Risks\n');
  const at = { textDocument: { uri: `${uri}/a.md` }, position: { line: 2, character: 4 } };
  const hover = await client.connection.sendRequest<Hover>('textDocument/hover', at);
  const { value } = hover.contents as { value: string };
  assert.match(value, /of the template/);
  assert.doesNotMatch(md.render(value), /<img|href="command:/);
});

test('the extension trusts Markdown in one place, for one command, and supports HTML nowhere', () => {
  const files = readdirSync(join(root, 'client/src'), { recursive: true, encoding: 'utf8' });
  const lines = files
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => readFileSync(join(root, 'client/src', file), 'utf8').split('\n'))
    .filter((line) =>
      /isTrusted|supportHtml|createWebview|enableScripts|baseUri|new MarkdownString/.test(line),
    );
  assert.deepEqual(lines, [
    '  const text = new MarkdownString();',
    '  text.isTrusted = { enabledCommands: [explain] };',
  ]);
});

test('shows names from documents as plain text in reports, summaries, and explanations', async (t) => {
  for (const word of WORDS) {
    const { path: cwd } = diskFolder(t, {
      ...filesNaming(word),
      'design-doc.md': `# ${word}\n\n<!-- Phase 0: Project Basics -->\n## ${word}\nTBD ${word}\n`,
    });
    const calls = [
      ['check', '--format', 'markdown', '--hints'],
      ['report', '--format', 'markdown'],
      ['explain', 'docs/a.md'],
    ];
    for (const call of calls) {
      const { stdout } = await callCli(call, { cwd });
      assert.ok(stdout.length > 100, call.join(' '));
      assertNoActiveContent(stdout, call.join(' '));
    }
    const { stdout: page } = await callCli(['report', '--format', 'html'], { cwd });
    assert.match(page, /<html/);
    assert.doesNotMatch(
      page,
      /<(?:img|script|iframe|link|base|object|form)\b|<[^>]*(?:href=(?!"#d\d+")|\son\w+=)/i,
    );
    assert.match(page, /http-equiv="Content-Security-Policy" content="default-src 'none'/);
  }
});

test('removes control characters from Markdown that is printed to a terminal', () => {
  assert.doesNotMatch(
    layOut('# A\u001b[31m\n\n- b\u0007 `c\u009b`\n', false, 80).replaceAll('\n', ''),
    /\p{Cc}/u,
  );
});
