import assert from 'node:assert/strict';
import { test } from 'node:test';
import { migrate } from '../../../server/src/features/migrate/migrate.ts';
import { parseMarkdown } from '../../../server/src/markdown/markdown.ts';
import type { Source } from '../../../server/src/service/service.ts';
import { DEFAULT_SETTINGS } from '../../../server/src/settings.ts';
import { readTemplateFile } from '../../../server/src/template/template-file.ts';
import { builtinTemplates, plainEnvironment } from '../../../server/src/workspace/environment.ts';
import { templateFrom } from '../../support/engine.ts';
import { SERVICE } from '../../support/service.ts';

interface Migrated {
  readonly text: string;
  readonly notes: string;
}

/**
 * Migrates a document to a template, from an older version of the template if one is given. The texts have no
 * directive.
 */
function migrated(now: string, old: string | undefined, text: string): Migrated {
  const file = readTemplateFile('now', parseMarkdown(now));
  const known = {
    id: 'now',
    template: file.template,
    origin: 'config',
    linesAbove: 0,
    uri: undefined,
    file,
  } as const;
  const source: Source = {
    uri: 'file:///home/a.md',
    markdown: parseMarkdown(DIRECTIVE + text),
    environment: plainEnvironment(DEFAULT_SETTINGS, [...builtinTemplates(), known]),
  };
  const from = old === undefined ? undefined : templateFrom(old);
  const { markdown, notes } = migrate(source, (each) => SERVICE.judged({ ...source, markdown: each }), from);
  assert.ok(markdown.text.startsWith(DIRECTIVE));
  return {
    text: markdown.text.slice(DIRECTIVE.length),
    notes: notes.map((note) => `${note.about}: ${note.text}`).join('\n'),
  };
}

const DIRECTIVE = '<!-- design-docs: template=now -->\n';

test('a renamed heading keeps its number, closing hashes, anchor, and emoji', () => {
  const now =
    '---\ndesign-docs:\n  sections:\n    Data Model: { aliases: [Storage] }\n---\n# T\n\n## Data Model\n\n## B\n';
  for (const [before, after] of [
    ['## 2.1 Storage ##', '## 2.1 Data Model ##'],
    ['## 🗄️ storage {#s}', '## 🗄️ Data Model {#s}'],
    ['## <a id="s"></a>Storage', '## <a id="s"></a>Data Model'],
    ['Storage\n-------', 'Data Model\n-------'],
  ])
    assert.deepEqual(migrated(now, undefined, `# T\n\n${before}\nOurs.\n`), {
      text: `# T\n\n${after}\nOurs.\n`,
      notes: '',
    });
});

test('a heading with more words than the template’s is not renamed', () => {
  assert.deepEqual(
    migrated('# T\n\n## Test Plan\n\n## B\n', undefined, '# T\n\n## Test Plan and Milestones\nOurs.\n'),
    {
      text: '# T\n\n## Test Plan and Milestones\nOurs.\n',
      notes: 'Test Plan and Milestones: it looks like “Test Plan” but has additional words; left alone',
    },
  );
});

test('the levels of all headings change together, unless that would change the nesting', () => {
  const now = '# T\n\n## A\n\n### A1\n\n## B\n';
  assert.equal(
    migrated(now, undefined, '# A\nOurs.\n\n## A1\nOurs.\n\n# B\n').text,
    '## A\nOurs.\n\n### A1\nOurs.\n\n## B\n',
  );
  assert.equal(
    migrated(now, undefined, '# T\n\n### A\n\n#### A1\n\n### B\n').text,
    '# T\n\n## A\n\n### A1\n\n## B\n',
  );
  const single = migrated(now, undefined, '# T\n\n## A\n\n### B\n');
  assert.deepEqual(single, {
    text: '# T\n\n## A\n\n### B\n',
    notes: 'B: its heading level differs from the template’s; left alone',
  });
});

const MARKED =
  '# T\n\n<!-- Phase 1: Build -->\n## A\nSay a.\n\n<!-- Phase 2: Run -->\n## B\nSay b.\n\n## C\nSay c.\n';

test('phase markers are replaced with the template’s, unless they contain words of the author', () => {
  const { text, notes } = migrated(
    MARKED,
    undefined,
    '# T\n\n<!-- Phase 2: Run -->\n## A\nOurs.\n\n<!-- Phase 2: Runs on my machine -->\n## B\nOurs.\n\n<!-- Phase 1: Build -->\n## C\nOurs.\n',
  );
  assert.equal(
    text,
    '# T\n\n<!-- Phase 1: Build -->\n## A\nOurs.\n\n<!-- Phase 2: Runs on my machine -->\n## B\nOurs.\n\n## C\nOurs.\n',
  );
  assert.equal(notes, '<!-- Phase 2: Runs on my machine -->: it contains text of its own; left alone');
});

test('names of phases in the older template do not count as words of the author', () => {
  const old = MARKED.replace('Phase 2: Run', 'Phase 2: Operate it');
  const text = '# T\n\n<!-- Phase 1: Build -->\n## A\nOurs.\n\n<!-- Phase 2: Operate it -->\n## B\nOurs.\n';
  assert.match(migrated(MARKED, undefined, text).notes, /text of its own/);
  assert.equal(migrated(MARKED, old, text).text, text.replace('Operate it', 'Run'));
});

test('a section that is added to a document without phase markers has none', () => {
  const old = MARKED.replace(/<!-- Phase 2[^#]*## B\nSay b\.\n\n/, '');
  const { text } = migrated(MARKED, old, '# T\n\n## A\nOurs.\n\n## C\nOurs.\n');
  assert.equal(text, '# T\n\n## A\nOurs.\n\n## B\nSay b.\n\n## C\nOurs.\n');
});

test('a section with an old name is renamed if exactly one new section has the same place and guidance', () => {
  const old = '# T\n\n## A\nSay a.\n\n## Storage\nSay which tables there are and why.\n\n## Z\nSay z.\n';
  const now = old.replace('## Storage', '## Data Model');
  const text = '# T\n\n## A\nOurs.\n\n## Storage\nOurs.\n\n## Z\nOurs.\n';
  assert.equal(migrated(now, old, text).text, text.replace('## Storage', '## Data Model'));
  const twice = now.replace('## Z', '## Tables\nSay which tables there are and why.\n\n## Z');
  assert.deepEqual(migrated(twice, old, text), {
    text,
    notes: 'Storage: it may now be any of “Data Model”, “Tables”; left alone',
  });
  const moved = '# T\n\n## Data Model\nSay which tables there are and why.\n\n## A\nSay a.\n\n## Z\nSay z.\n';
  const kept = migrated(moved, old, text);
  assert.match(kept.text, /^## Storage\nOurs\.$/m);
  assert.equal(kept.notes, 'Storage: kept as a section of your own, because the template no longer has it');
});

test('old guidance without an answer is replaced by the new guidance, and all other text stays', () => {
  const old = `# T

## A
Say a.

- Rollback: how.
- Health: which probes.
- Pictures.
- Names:
  - of tables
  - of columns

<!-- Ask the owner. -->

## B
`;
  const now = `# T

## A
Say a, in a sentence
or two.

- Rollback: how, and by whom.
- Health: which probes there are.

<!-- Ask the owner and the team. -->

## B
`;
  const text = `# T

## A
Say *a*.

Our own words.

- Rollback: we flip the flag.
- Health: which probes.
  - The one at /healthz.
* Pictures.
* pictures that we drew.

<!-- Our note. -->

1. Names:
   - of tables
   - of columns

<!-- Ask the owner. -->

## B
Ours.
`;
  assert.deepEqual(migrated(now, old, text), {
    text: `# T

## A
Say a, in a sentence
or two.

Our own words.

- Rollback: we flip the flag.
- Health: which probes.
  - The one at /healthz.
* pictures that we drew.

<!-- Our note. -->

<!-- Ask the owner and the team. -->

## B
Ours.
`,
    notes: '',
  });
});

test('a section that the template no longer has is kept if it contains anything of the author', () => {
  const now = '# T\n\n## A\nSay a.\n\n## B\nSay b.\n';
  const old = `${now}\n## Legacy\n- Say what is replaced.\n\n### Deeper\nSay more.\n`;
  const head = '# T\n\n## A\nOurs.\n\n## B\nOurs.\n';
  const legacy = '\n## Legacy\n- Say what is replaced.\n\n### Deeper\nSay more.\n';
  assert.equal(migrated(now, old, head + legacy).text, head);
  for (const own of [
    legacy.replace('replaced.\n', 'replaced.\n  <!-- ask Ada -->\n'),
    legacy.replace('### Deeper', '<!-- design-docs-disable empty-section: later -->\n### Deeper'),
    legacy.replace('### Deeper', '### Deeper than that'),
    legacy.replace('Say more.', 'Say more.\n\n[ada]: mailto:ada@example.org'),
    legacy.replace('Say more.', '---\nSay more.'),
    '\n## Legacy\n',
  ]) {
    const { text, notes } = migrated(now, old, head + own);
    assert.equal(text, head + own);
    assert.equal(notes, 'Legacy: kept as a section of your own, because the template no longer has it');
  }
});

test('text that the template has not changed stays, even if the author removed a part of it', () => {
  const old = '# T\n\n## A\n- One.\n- Two.\n\n## B\nSay b.\n';
  const text = '# T\n\n## A\n- One.\n\n## B\nSay b.\n';
  assert.equal(migrated(old.replace('Say b.', 'Tell b.'), old, text).text, text.replace('Say b.', 'Tell b.'));
});

test('the older template is ignored if it has little in common with the new one or with the document', () => {
  const now = '# T\n\n## A\n\n## B\n\n## C\nSay c.\n';
  const unrelated = migrated(now, '# T\n\n## X\n\n## Y\n\n## Z\n', '# T\n\n## Aa\n');
  assert.equal(unrelated.notes, 'T: the older template has little in common with it and was not used');
  const stranger = migrated(now, '# T\n\n## A\n\n## B\n', '# Read me\n\n## Install\n');
  assert.deepEqual(stranger, {
    text: '# Read me\n\n## Install\n',
    notes: 'T: the document has hardly any of its sections, so it was not used',
  });
});

test('every alias in the built-in templates is renamed to the current name', () => {
  const templates = builtinTemplates();
  const environment = plainEnvironment(DEFAULT_SETTINGS, templates);
  for (const { id, template } of templates) {
    for (const known of template.sections.filter(({ pattern, parent }) => !pattern && !parent)) {
      for (const alias of known.policy.aliases ?? []) {
        const heading = `${'#'.repeat(known.rank)} `;
        const text = `<!-- design-docs: template=${id} -->\n# Use a queue\n\n${heading}${alias}\nOurs.\n`;
        const source: Source = {
          uri: 'file:///home/a.md',
          markdown: parseMarkdown(text),
          environment,
        };
        const { markdown, notes } = migrate(
          source,
          (each) => SERVICE.judged({ ...source, markdown: each }),
          undefined,
        );
        assert.equal(
          markdown.text,
          text.replace(`${heading}${alias}\n`, () => `${heading}${known.title}\n`),
        );
        assert.deepEqual(notes, []);
      }
    }
  }
});

test('links are updated if a new section takes the anchor of a heading of the author', () => {
  const old = '# T\n\n## A\nSay a.\n\n## Z\nSay z.\n';
  const now = '# T\n\n## A\nSay a.\n\n## Monitoring\nSay m.\n\n## Z\nSay z.\n';
  const text = '# T\n\n## A\nSee [ours](#monitoring).\n\n## Z\nOurs.\n\n### (Monitoring)\nOurs.\n';
  assert.equal(
    migrated(now, old, text).text,
    '# T\n\n## A\nSee [ours](#monitoring-1).\n\n## Monitoring\nSay m.\n\n## Z\nOurs.\n\n### (Monitoring)\nOurs.\n',
  );
});
