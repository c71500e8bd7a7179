import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { choiceStop, escapeSnippet, sectionSnippet } from '../../server/src/features/snippet.ts';
import { parseMarkdown } from '../../server/src/markdown/markdown.ts';
import { parseTemplate } from '../../server/src/template/parse-template.ts';
import type { TemplateSection } from '../../server/src/template/template.ts';
import { SEED, TECHNICAL_DESIGN } from '../support/engine.ts';

interface Stop {
  readonly number: number;
  readonly choices: number;
}

/** The text that a snippet inserts if every tab stop keeps its placeholder or its first choice, and its tab stops. */
function expand(snippet: string): { readonly text: string; readonly stops: readonly Stop[] } {
  const stops: Stop[] = [];
  const text = snippet.replace(
    /\\([\\$}])|\$\{(\d+)(?::((?:\\.|[^\\}])*)|\|((?:\\.|[^|\\])*)\|)\}|(\$)/g,
    (_, escaped?: string, number?: string, value?: string, choices?: string) => {
      if (escaped !== undefined) return escaped;
      assert.ok(number !== undefined, `unescaped $ in ${snippet}`);
      const all = choices?.split(/(?<!\\),/) ?? [];
      stops.push({ number: Number(number), choices: all.length });
      return (value ?? all[0] ?? '').replace(/\\(.)/g, '$1');
    },
  );
  return { text, stops };
}

/** The template's text with the first level instead of the choice. */
function written(text: string): string {
  return text.replace('experiment | prototype | production | secure', 'experiment');
}

describe('the snippet of each section', () => {
  for (const known of TECHNICAL_DESIGN.sections) {
    test(`${known.title} expands to the template’s own text`, () => {
      const { text, stops } = expand(sectionSnippet(TECHNICAL_DESIGN, known));
      const { start, end } = known.source;
      assert.equal(text, written(TECHNICAL_DESIGN.markdown.text.slice(start, end).trimEnd()));
      assert.ok(stops.length > 0, 'there are tab stops');
      assert.deepEqual(
        stops.map(({ number }) => number),
        stops.map((_, index) => index + 1),
      );
    });
  }
});

test('the level in a snippet is a choice of all levels, or the given level', () => {
  const quality = TECHNICAL_DESIGN.levelField?.section ?? assert.fail();
  const choice = expand(sectionSnippet(TECHNICAL_DESIGN, quality)).stops;
  assert.deepEqual(choice[0], { number: 1, choices: 4 });
  const given = expand(sectionSnippet(TECHNICAL_DESIGN, quality, { level: 'secure' }));
  assert.match(given.text, /^- Quality Level: secure$/m);
  assert.deepEqual(
    given.stops.map(({ number }) => number),
    [1],
  );
});

test('a section snippet can start its tab stops at another number, have deeper headings, and omit the marker', () => {
  const known = TECHNICAL_DESIGN.sections[0] ?? assert.fail();
  const snippet = sectionSnippet(TECHNICAL_DESIGN, known, {
    firstStop: 7,
    style: { shift: 2, isSpaced: true },
    without: 'marker',
  });
  assert.match(snippet, /^#### Overview\n\n\$\{7:Summarize/);
});

test('headings in a snippet follow the style of the document, and code that looks like a heading stays code', () => {
  const source =
    '# T\n\n## A\nWords.\n\n```sh\n# no heading\n```\n\nAn $underlined {thing}\n---\n\n### B\n- {$x}\n\n### C\n';
  const template = parseTemplate('t', parseMarkdown(source));
  const [known, underlined] = template.sections;
  const style = { shift: 1, isSpaced: true };
  const written = (section: TemplateSection | undefined): string =>
    expand(sectionSnippet(template, section ?? assert.fail(), { style })).text;
  assert.equal(written(known), '### A\n\nWords.\n\n```sh\n# no heading\n```');
  assert.equal(written(underlined), '### An $underlined {thing}\n\n#### B\n\n- {$x}\n\n#### C');
});

test('escapes snippet syntax in the template’s text', () => {
  const source =
    '# T\n\n## Costs of `$HOME` {x}\nIn $ and }, C:\\dir.\n\n- Price: $ {amount} | a,b\n\n```sh\necho "$PATH" \\ }\n```\n';
  const template = parseTemplate('t', parseMarkdown(source));
  const known = template.sections[0] ?? assert.fail();
  assert.equal(expand(sectionSnippet(template, known)).text, source.slice(source.indexOf('## ')).trimEnd());
  assert.equal(expand(escapeSnippet('$1 {x} \\ } $')).text, '$1 {x} \\ } $');
  assert.deepEqual(expand(choiceStop(3, ['a,b', 'c|d', 'e\\f'])).stops, [{ number: 3, choices: 3 }]);
});

describe('the packaged snippets', () => {
  const file = new URL('../../snippets/technical-design.code-snippets', import.meta.url);
  const snippets = JSON.parse(readFileSync(file, 'utf8')) as Record<
    string,
    { prefix: string[]; body: string[]; include?: string[] }
  >;

  test('include the whole document with the template’s text', () => {
    const whole = Object.values(snippets).find(({ prefix }) => prefix.includes('design')) ?? assert.fail();
    const { text, stops } = expand(whole.body.join('\n'));
    assert.equal(`${text}\n`, written(SEED));
    assert.deepEqual(
      stops.map(({ number }) => number),
      stops.map((_, index) => index + 1),
    );
  });

  test('offer only the whole document in every Markdown file', () => {
    const everywhere = Object.values(snippets).filter(({ include }) => include === undefined);
    assert.deepEqual(
      everywhere.map(({ prefix }) => prefix),
      [['design']],
    );
  });

  test('have unique prefixes for each section, each marker, and the level', () => {
    const prefixes = Object.values(snippets).flatMap(({ prefix }) => prefix);
    assert.equal(new Set(prefixes).size, prefixes.length);
    for (const { id } of TECHNICAL_DESIGN.sections) assert.ok(prefixes.includes(`design-${id}`), id);
    assert.deepEqual(prefixes.filter((prefix) => /^(?:phase|quality)/.test(prefix)).sort(), [
      'phase0',
      'phase1',
      'phase1-2',
      'phase2',
      'phase2-3',
      'phase3',
      'quality-level',
    ]);
  });
});
