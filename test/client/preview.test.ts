import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tests as commonmark } from 'commonmark-spec';
import MarkdownIt, { type Env, type MarkdownIt as Parser, type StateBlock } from 'markdown-it';
import { createPreview, type Preview } from '../../client/src/preview.ts';
import type { Readiness } from '../../server/src/protocol.ts';
import { testExamples } from '../document/examples.ts';
import { documents } from '../markdown/documents.ts';
import fc, { runs } from '../support/property.ts';
import { readinessOf } from './readiness.ts';

const URI = 'file:///home/design-doc.md';

testExamples(new URL('preview.md', import.meta.url), (input) => {
  const { render } = previewOf(() => readinessOf(input));
  return render(input).trimEnd();
});

test('a file without readiness is rendered exactly as without the plugin', () => {
  const kinds: readonly (Readiness['kind'] | undefined)[] = [undefined, 'none', 'candidate', 'template'];
  const readinessOfKind = (kind: Readiness['kind'] | undefined): ((uri: string) => Readiness | undefined) => {
    const readiness = readinessOf(DESIGN);
    return () => kind && { ...readiness, kind };
  };
  const previews = kinds.map((kind) => previewOf(readinessOfKind(kind)));
  const ofDesign = previewOf(() => readinessOf(DESIGN));
  const assertUnchanged = (text: string): void => {
    const plain = markdownIt().render(text, { currentDocument: URI });
    for (const { render } of previews) assert.equal(render(text), plain);
    assert.equal(ofDesign.render(text, {}), plain, 'text without a document');
  };
  for (const { markdown } of commonmark) assertUnchanged(markdown);
  assertUnchanged(DESIGN);
  fc.assert(fc.property(documents(), assertUnchanged), { numRuns: runs(200) });
});

test('badges only add their own elements to the HTML', () => {
  const assertOnlyAdds = (text: string): void => {
    const { render } = previewOf(() => readinessOf(text));
    const plain = markdownIt().render(text, { currentDocument: URI });
    assert.equal(render(text).replace(/<span class="design-docs-badge [^>]*><\/span>/g, ''), plain);
  };
  assertOnlyAdds(DESIGN);
  fc.assert(fc.property(documents(), assertOnlyAdds), { numRuns: runs(200) });
});

test('rendering the same tokens twice gives the same HTML and does not change the tokens', () => {
  const { md } = previewOf(() => readinessOf(DESIGN));
  const tokens = md.parse(DESIGN, {});
  const before = JSON.stringify(tokens);
  const render = (): string => md.renderer.render(tokens, md.options, { currentDocument: URI });
  assert.equal(render(), render());
  assert.equal(JSON.stringify(tokens), before);
});

test('a line that differs from the one that the server read gets no badge', () => {
  const { render } = previewOf(() => readinessOf(DESIGN));
  assert.deepEqual(badgesIn(render(DESIGN)), [
    'Phase 0',
    'production: 1 of 14 sections written',
    'Phase 1 · draft',
  ]);
  assert.deepEqual(badgesIn(render(`\n${DESIGN}`)), []);
  assert.deepEqual(badgesIn(render(DESIGN.replace('## Overview', '## Summary'))), [
    'production: 1 of 14 sections written',
    'Phase 1 · draft',
  ]);
  assert.deepEqual(badgesIn(render(DESIGN.replace('production', 'secure'))), ['Phase 0', 'Phase 1 · draft']);
});

test('phase names are escaped', () => {
  const readiness = readinessOf(DESIGN);
  const phases = readiness.phases.map((phase) => ({ ...phase, name: '"><script>alert(1)</script>' }));
  const html = previewOf(() => ({ ...readiness, phases })).render(DESIGN);
  assert.match(html, /title="Phase 0: &quot;&gt;&lt;script&gt;alert\(1\)&lt;\/script&gt;, written"/);
  assert.doesNotMatch(html, /<script/);
});

test('previews are refreshed only when their badges are outdated', () => {
  const { render, refreshesAfter } = watchedPreview();
  const updated = (text: string): number => refreshesAfter(readinessOf(text));
  assert.equal(updated(DESIGN), 0, 'no preview yet');
  refreshesAfter(undefined);
  render(DESIGN);
  assert.equal(refreshesAfter(undefined), 0, 'no readiness yet');
  assert.equal(updated(DESIGN), 1, 'the first readiness');
  render(DESIGN);
  assert.equal(updated(DESIGN), 1, 'the same readiness again');
  const moved = `\n\n${DESIGN}`;
  assert.equal(updated(moved), 1, 'moved lines, which the preview follows by itself');
  render(moved);
  const written = moved.replace('TODO: draw it.', 'One process.');
  assert.equal(updated(written), 2, 'a new state');
  render(`\n${written}`);
  assert.equal(
    updated(`\n${written}`),
    3,
    'the preview was rendered before the server answered, without badges',
  );
  render(`\n${written}`);
  assert.equal(refreshesAfter(undefined), 3, 'a closed document');
  assert.equal(badgesIn(render(`\n${written}`)).length, 3, 'its last readiness is still used');
});

test('a badge without a place does not cause a refresh after every edit', () => {
  const { render, refreshesAfter } = watchedPreview();
  const text = '---\ntitle: P\nquality-level: production\n---\n\nNo heading yet.\n';
  assert.equal(readinessOf(text).level?.isSet, true);
  refreshesAfter(readinessOf(text));
  for (let edit = 0; edit < 3; edit++) {
    render(text);
    assert.equal(refreshesAfter(readinessOf(text)), 0);
  }
});

test('nothing is refreshed while no preview is open', () => {
  let isOpen = true;
  const { render, refreshesAfter } = watchedPreview(() => isOpen);
  const updated = (text: string): number => refreshesAfter(readinessOf(text));
  updated(DESIGN);
  render(DESIGN);
  isOpen = false;
  const written = DESIGN.replace('TODO: draw it.', 'One process.');
  assert.equal(updated(written), 0);
  isOpen = true;
  assert.equal(updated(DESIGN), 0, 'only another file is previewed');
  render(DESIGN);
  assert.equal(updated(written), 1);
});

test('a file that is not a design document never refreshes previews', () => {
  const plain = '# Notes\n\n## Overview\n';
  let readiness: Readiness | undefined;
  const { render, preview } = previewOf(
    () => readiness,
    () => assert.fail('refreshed'),
  );
  render(plain);
  readiness = { ...readinessOf(plain), kind: 'none' };
  preview.update();
});

const DESIGN = `# Parcels

## Overview

Shops see where a parcel is.

- Quality Level: production

<!-- Phase 1: Core Technical -->
## Architecture

TODO: draw it.
`;

/** A preview, and the number of refreshes so far after the server has sent a new readiness. */
function watchedPreview(isOpen?: () => boolean) {
  let readiness: Readiness | undefined;
  let refreshes = 0;
  const { render, preview } = previewOf(
    () => readiness,
    () => {
      refreshes += 1;
    },
    isOpen,
  );
  const refreshesAfter = (now: Readiness | undefined): number => {
    readiness = now;
    preview.update();
    return refreshes;
  };
  return { render, refreshesAfter };
}

interface Previewed {
  readonly md: Parser;
  readonly preview: Preview;
  render(text: string, env?: Env): string;
}

/** Renders like VS Code: the plugin extends a markdown-it, which then renders the text of a document. */
function previewOf(
  readiness: (uri: string) => Readiness | undefined,
  refresh = (): void => {},
  isOpen = (): boolean => true,
): Previewed {
  const preview = createPreview({ l10n: { t: format }, readinessOf: readiness, isOpen, refresh });
  const md = preview.extendMarkdownIt(markdownIt());
  // VS Code removes the byte order mark.
  const render = (text: string, env: Env = { currentDocument: { toString: () => URI } }): string =>
    md.render(text.replace(/^\uFEFF/, ''), env);
  return { md, preview, render };
}

function badgesIn(html: string): string[] {
  return [...html.matchAll(/ data-text="([^"]*)"/g)].map(([, text = '']) => text);
}

function format(message: string, ...values: (string | number | boolean)[]): string {
  return message.replace(/\{(\d)\}/g, (_, index: string) => String(values[Number(index)]));
}

/** A markdown-it with a rule for front matter, like the one in VS Code. */
function markdownIt(): Parser {
  const md = new MarkdownIt({ html: true });
  md.block.ruler.before('fence', 'front_matter', (state: StateBlock, start, end, silent) => {
    const lineAt = (line: number): string =>
      state.src.slice(state.bMarks[line], state.eMarks[line]).trimEnd();
    if (start !== 0 || lineAt(0) !== '---') return false;
    for (let line = 1; line < end; line += 1) {
      if (lineAt(line) !== '---') continue;
      if (silent) return true;
      state.push('front_matter', '', 0).map = [0, line + 1];
      state.line = line + 1;
      return true;
    }
    return false;
  });
  md.renderer.rules['front_matter'] = () => '';
  return md;
}
