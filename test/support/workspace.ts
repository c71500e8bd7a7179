import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Diagnostic } from 'vscode-languageserver/node';
import { brief, type Client, type ClientOptions, startClient } from './lsp.ts';

export const CONFIG = '.design-docs.yaml';
export const RISKS = '# T\n\n## Risks\n\nSay what may go wrong.\n';
export const COSTS = '# T\n\n## Costs\n\nSay what it costs.\n';
export const DOCUMENT = '# Payments\n\nCustomers pay by card.\n';
export const BY_TEMPLATE = 'templates: { docs/*.md: t.md }\n';

/** A temporary folder with these files. `uri` turns a path in it into a URI. It is removed after the test. */
export function folderOf(context: TestContext, files: Readonly<Record<string, string>>) {
  const root = mkdtempSync(join(tmpdir(), 'design docs '));
  context.after(() => rmSync(root, { recursive: true }));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  for (const [path, text] of Object.entries(files)) write(path, text);
  return {
    uri: (path: string): string => pathToFileURL(join(root, path)).href,
    write,
    remove: (path: string): void => rmSync(join(root, path)),
  };
}

/** The pulled findings of a document without hints, each as its rule and section. */
export async function pulled(client: Client, uri: string): Promise<string[]> {
  const { items } = await client.pull(uri);
  return items.filter(({ severity }) => severity !== 4).map(summaryOf);
}

/** The rule and, if the message names one, the section of a test's template: `missing-section Risks`. */
function summaryOf({ code, message }: Diagnostic): string {
  const [section] = /\b(?:Risks|Costs|Part\d+)\b/.exec(String(message)) ?? [];
  return section === undefined ? String(code) : `${code} ${section}`;
}

/** Waits until the diagnostics published last for a file are the expected ones. */
export function published(client: Client, uri: string, isIt: (list: readonly Diagnostic[]) => boolean) {
  return client.until(() => {
    const list = client.published.findLast((each) => each.uri === uri)?.diagnostics;
    return list && isIt(list) ? list.map(brief) : undefined;
  });
}

/** Starts a server in a workspace with a config file and a template, and opens a document. */
export async function startWithDocument(t: TestContext, options: ClientOptions = {}) {
  const disk = folderOf(t, { [CONFIG]: BY_TEMPLATE, 't.md': RISKS });
  const client = await startClient(t, { folders: [disk.uri('')], ...options });
  const uri = disk.uri('docs/a.md');
  client.open(uri, DOCUMENT);
  assert.deepEqual(await pulled(client, uri), ['missing-section Risks']);
  return { disk, client, uri };
}
