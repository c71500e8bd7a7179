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

test('what has no readiness is drawn byte for byte as without us', () => {
  const kinds: readonly (Readiness['kind'] | undefined)[] = [undefined, 'none', 'candidate', 'template'];
  const like = (kind: Readiness['kind'] | undefined): ((uri: string) => Readiness | undefined) => {
    const readiness = readinessOf(DESIGN);
    return () => kind && { ...readiness, kind };
  };
  const previews = kinds.map((kind) => previewOf(like(kind)));
  const ofDesign = previewOf(() => readinessOf(DESIGN));
  const checkSame = (text: string): void => {
    const plain = markdownIt().render(text, { currentDocument: URI });
    for (const { render } of previews) assert.equal(render(text), plain);
    assert.equal(ofDesign.render(text, {}), plain, 'a text of no document');
  };
  for (const { markdown } of commonmark) checkSame(markdown);
  checkSame(DESIGN);
  fc.assert(fc.property(documents(), checkSame), { numRuns: runs(200) });
});

test('badges take nothing from a document and add nothing but themselves', () => {
  const isSame = (text: string): void => {
    const { render } = previewOf(() => readinessOf(text));
    const plain = markdownIt().render(text, { currentDocument: URI });
    assert.equal(render(text).replace(/<span class="design-docs-badge [^>]*><\/span>/g, ''), plain);
  };
  isSame(DESIGN);
  fc.assert(fc.property(documents(), isSame), { numRuns: runs(200) });
});

test('drawing the same tokens again gives the same, and leaves the tokens as they were', () => {
  const { md } = previewOf(() => readinessOf(DESIGN));
  const tokens = md.parse(DESIGN, {});
  const before = JSON.stringify(tokens);
  const draw = (): string => md.renderer.render(tokens, md.options, { currentDocument: URI });
  assert.equal(draw(), draw());
  assert.equal(JSON.stringify(tokens), before);
});

test('no badge lands on a line that is not the one that the server saw', () => {
  const { render } = previewOf(() => readinessOf(DESIGN));
  assert.deepEqual(badgesIn(render(DESIGN)), ['Phase 0', 'ready for production: 1 of 14', 'Phase 1 · draft']);
  assert.deepEqual(badgesIn(render(`\n${DESIGN}`)), []);
  assert.deepEqual(badgesIn(render(DESIGN.replace('## Overview', '## Summary'))), [
    'ready for production: 1 of 14',
    'Phase 1 · draft',
  ]);
  assert.deepEqual(badgesIn(render(DESIGN.replace('production', 'secure'))), ['Phase 0', 'Phase 1 · draft']);
});

test('what a template names its phases is no HTML', () => {
  const readiness = readinessOf(DESIGN);
  const phases = readiness.phases.map((phase) => ({ ...phase, name: '"><script>alert(1)</script>' }));
  const html = previewOf(() => ({ ...readiness, phases })).render(DESIGN);
  assert.match(html, /title="Phase 0: &quot;&gt;&lt;script&gt;alert\(1\)&lt;\/script&gt;, written"/);
  assert.doesNotMatch(html, /<script/);
});

test('previews are drawn anew when what they show is no longer so, and only then', () => {
  const { render, told } = watchedPreview();
  const updated = (text: string): number => told(readinessOf(text));
  assert.equal(updated(DESIGN), 0, 'nothing is previewed');
  told(undefined);
  render(DESIGN);
  assert.equal(told(undefined), 0, 'nothing is known yet');
  assert.equal(updated(DESIGN), 1, 'the first readiness');
  render(DESIGN);
  assert.equal(updated(DESIGN), 1, 'the same again');
  const moved = `\n\n${DESIGN}`;
  assert.equal(updated(moved), 1, 'lines that moved, which the preview follows by itself');
  render(moved);
  const written = moved.replace('TODO: draw it.', 'One process.');
  assert.equal(updated(written), 2, 'another state');
  render(`\n${written}`);
  assert.equal(updated(`\n${written}`), 3, 'the preview was quicker than the server, and left badges out');
  render(`\n${written}`);
  assert.equal(told(undefined), 3, 'a closed document');
  assert.equal(badgesIn(render(`\n${written}`)).length, 3, 'what was known of it still holds');
});

test('a badge for which there is no place is not asked for at each edit', () => {
  const { render, told } = watchedPreview();
  const text = '---\ntitle: P\nquality-level: production\n---\n\nNo heading yet.\n';
  assert.equal(readinessOf(text).level?.isSet, true);
  told(readinessOf(text));
  for (let edit = 0; edit < 3; edit++) {
    render(text);
    assert.equal(told(readinessOf(text)), 0);
  }
});

test('once no preview is open, none is drawn anew until there is one again', () => {
  let isOpen = true;
  const { render, told } = watchedPreview(() => isOpen);
  const updated = (text: string): number => told(readinessOf(text));
  updated(DESIGN);
  render(DESIGN);
  isOpen = false;
  const written = DESIGN.replace('TODO: draw it.', 'One process.');
  assert.equal(updated(written), 0);
  isOpen = true;
  assert.equal(updated(DESIGN), 0, 'another file is previewed');
  render(DESIGN);
  assert.equal(updated(written), 1);
});

test('a plain file never has previews drawn anew', () => {
  const plain = '# Notes\n\n## Overview\n';
  let readiness: Readiness | undefined;
  const { render, preview } = previewOf(
    () => readiness,
    () => assert.fail('drawn anew'),
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

/** A preview, and how often previews have been drawn anew once the server has told something else of its document. */
function watchedPreview(isOpen?: () => boolean) {
  let readiness: Readiness | undefined;
  let asked = 0;
  const { render, preview } = previewOf(
    () => readiness,
    () => {
      asked += 1;
    },
    isOpen,
  );
  const told = (now: Readiness | undefined): number => {
    readiness = now;
    preview.update();
    return asked;
  };
  return { render, told };
}

interface Previewed {
  readonly md: Parser;
  readonly preview: Preview;
  render(text: string, env?: Env): string;
}

/** As VS Code does it: the plugin is used, then the text is parsed and drawn for a document. */
function previewOf(
  readiness: (uri: string) => Readiness | undefined,
  refresh = (): void => {},
  isOpen = (): boolean => true,
): Previewed {
  const preview = createPreview({ words: { t: format }, readinessOf: readiness, isOpen, refresh });
  const md = preview.extendMarkdownIt(markdownIt());
  // VS Code's editor takes the byte order mark away.
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

/** With a rule for front matter that stands in for VS Code's own. */
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
