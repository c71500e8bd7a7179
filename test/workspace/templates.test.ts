import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { globIn, globProblem } from '../../server/src/workspace/globs.ts';
import fc, { runs } from '../support/property.ts';
import { diskOf, settings } from './files.ts';

/** Matches the finding for a section that is missing in a document, which shows which template applies. */
const MISSING = (section: string): RegExp => new RegExp(`missing-section: .*${section}`);

const TEMPLATE = '# T\n\n## Risks\n\nSay what may go wrong.\n';
const OTHER = '# T\n\n## Costs\n\nSay what it costs.\n';
const DOCUMENT = '# Payments\n\nCustomers pay by card.\n';

function workspaceWith(target: string, files: string): string {
  return `//- ws/.design-docs.yaml\ntemplates: { "docs/*.md": ${JSON.stringify(target)} }\n${files}//- ws/docs/a.md\n${DOCUMENT}`;
}

describe('a file is checked against the template that the config file maps it to', () => {
  const paths: [string, string][] = [
    ['templates/t.md', 'ws/templates/t.md'],
    ['./t.md', 'ws/t.md'],
    ['templates//t.md', 'ws/templates/t.md'],
    ['docs/../shared/t.md', 'ws/shared/t.md'],
    ['my templates/a (b) #1?.md', 'ws/my templates/a (b) #1?.md'],
    ['100%25.md', 'ws/100%25.md'],
    ['vorlagen/prüfung.markdown', 'ws/vorlagen/prüfung.markdown'],
  ];
  for (const [target, path] of paths) {
    test(`at ${target}`, async () => {
      const disk = diskOf(workspaceWith(target, `//- ${path}\n${TEMPLATE}`));
      const [first, ...others] = await disk.shown('ws/docs/a.md');
      assert.match(first ?? '', MISSING('Risks'));
      assert.deepEqual(others, []);
      assert.deepEqual(await disk.problems('ws/docs/a.md'), {});
      assert.ok(disk.write(path, OTHER), 'the template is watched at its own URI');
      assert.match((await disk.shown('ws/docs/a.md'))[0] ?? '', MISSING('Costs'));
    });
  }

  test('by the name of a built-in template', async () => {
    const disk = diskOf(workspaceWith('adr', ''));
    assert.match((await disk.shown('ws/docs/a.md'))[0] ?? '', /missing-section/);
  });

  test('by the first glob that matches', async () => {
    const disk = diskOf(`//- ws/.design-docs.yaml
templates: { "docs/x*.md": t.md, "**/*.md": other.md }
//- ws/t.md
${TEMPLATE}//- ws/other.md
${OTHER}//- ws/docs/xy.md
${DOCUMENT}//- ws/docs/.hidden/y.md
${DOCUMENT}`);
    assert.match((await disk.shown('ws/docs/xy.md'))[0] ?? '', MISSING('Risks'));
    assert.match((await disk.shown('ws/docs/.hidden/y.md'))[0] ?? '', MISSING('Costs'));
    assert.deepEqual(await disk.shown('ws/t.md'), [], 'the template itself is not a document');
  });
});

describe('the setting', () => {
  const user = settings({ templates: { 'docs/*.md': 't.md', '../out/*.md': 't.md' } });
  const FILES = `//- ws/t.md\n${TEMPLATE}//- ws/other.md\n${OTHER}//- ws/docs/a.md\n${DOCUMENT}`;

  test('has paths relative to the workspace folder', async () => {
    assert.match((await diskOf(FILES).shown('ws/docs/a.md', user))[0] ?? '', MISSING('Risks'));
  });

  test('does not apply outside all workspace folders', async () => {
    assert.deepEqual(await diskOf(FILES, []).shown('ws/docs/a.md', user), []);
  });

  test('is overridden by the config file', async () => {
    const config = '//- ws/.design-docs.yaml\ntemplates: { docs/a.md: other.md }\n';
    const disk = diskOf(`${config}${FILES}//- ws/docs/b.md\n${DOCUMENT}`);
    assert.match((await disk.shown('ws/docs/a.md', user))[0] ?? '', MISSING('Costs'));
    assert.match((await disk.shown('ws/docs/b.md', user))[0] ?? '', MISSING('Risks'));
  });
});

test('a directive finds a template by the name of its file, and its problems are listed once', async () => {
  const disk = diskOf(`//- ws/.design-docs.yaml
templates: { none/*.md: templates/my-rfc.md, nowhere/*.md: templates/my-rfc.md }
//- ws/templates/my-rfc.md
---
design-docs: { colour: red }
---
${TEMPLATE}//- ws/a.md
<!-- design-docs: template=my-rfc -->
${DOCUMENT}//- ws/b.md
<!-- design-docs: template=your-rfc -->
${DOCUMENT}`);
  assert.match((await disk.shown('ws/a.md'))[0] ?? '', MISSING('Risks'));
  assert.match(
    (await disk.shown('ws/b.md'))[0] ?? '',
    /Available templates: my-rfc, technical-design, adr, enhancement, rfc\.$/,
  );
  const problems = await disk.problems('ws/a.md');
  assert.deepEqual(Object.keys(problems), ['ws/templates/my-rfc.md']);
});

describe('the last good template applies', () => {
  const broken: [string, string, RegExp][] = [
    ['its front matter is not valid YAML', '---\ndesign-docs: {\n---\n# T\n## Costs\n', /template-policy/],
    [
      'its front matter is not closed',
      '---\ndesign-docs:\n  version: 1\n# T\n## Costs\n',
      /template-policy: .*not closed/,
    ],
    [
      'its level field does not exist',
      '---\ndesign-docs: { level-field: Tear }\n---\n# T\n## Costs\n',
      /template-policy: .*“Tear”/,
    ],
    ['it has no heading', 'Words.\n', /template-unusable: .*no heading/],
    [
      'it is too long',
      `# T\n## Costs\n${'word '.repeat(1_000_000)}\n`,
      /template-unusable: .*more than 1,000,000 characters/,
    ],
    ['it has too many headings', '# T\n## Costs\n'.repeat(1000), /template-unusable: .*headings/],
  ];
  for (const [what, text, message] of broken) {
    test(`while ${what}`, async () => {
      const disk = diskOf(workspaceWith('t.md', `//- ws/t.md\n${TEMPLATE}`));
      const before = await disk.shown('ws/docs/a.md');
      assert.ok(disk.write('ws/t.md', text));
      assert.deepEqual(await disk.shown('ws/docs/a.md'), before);
      const problems = await disk.problems('ws/docs/a.md');
      assert.equal(problems['ws/t.md']?.length, 1);
      assert.match(problems['ws/t.md']?.[0] ?? '', message);
      disk.write('ws/t.md', OTHER);
      assert.match((await disk.shown('ws/docs/a.md'))[0] ?? '', MISSING('Costs'));
      assert.deepEqual(await disk.problems('ws/docs/a.md'), {});
    });

    test(`without a good version before, only valid parts of it are used while ${what}`, async () => {
      const disk = diskOf(workspaceWith('t.md', `//- ws/t.md\n${text}`));
      disk.write('ws/docs/a.md', '# Two\n\n# Titles\n');
      disk.write('ws/b.md', '<!-- design-docs: template=t -->\n# Two\n\n# Titles\n');
      if (message.source.includes('unusable')) assert.deepEqual(await disk.shown('ws/b.md'), []);
      if (message.source.includes('unusable')) assert.deepEqual(await disk.shown('ws/docs/a.md'), []);
      else
        assert.match(
          (await disk.shown('ws/docs/a.md'))[0] ?? '',
          MISSING('Costs'),
          'only its policy is ignored',
        );
      assert.match((await disk.problems('ws/docs/a.md'))['ws/t.md']?.[0] ?? '', message);
    });
  }

  test('but not after it is deleted', async () => {
    const disk = diskOf(workspaceWith('t.md', `//- ws/t.md\n${TEMPLATE}`));
    await disk.shown('ws/docs/a.md');
    assert.ok(disk.write('ws/t.md', undefined));
    assert.deepEqual(await disk.shown('ws/docs/a.md'), []);
    assert.match((await disk.shown('ws/.design-docs.yaml'))[0] ?? '', /There is no file “t.md”,/);
    disk.write('ws/t.md', OTHER);
    assert.match((await disk.shown('ws/docs/a.md'))[0] ?? '', MISSING('Costs'));
  });

  test('even if a slow read of an older text finishes last', async () => {
    const disk = diskOf(workspaceWith('t.md', `//- ws/t.md\n${TEMPLATE}`));
    const slow = disk.shown('ws/docs/a.md');
    disk.write('ws/t.md', OTHER);
    await Promise.all([slow, disk.shown('ws/docs/a.md')]);
    disk.write('ws/t.md', 'Words.\n');
    assert.match((await disk.shown('ws/docs/a.md'))[0] ?? '', MISSING('Costs'));
  });
});

test('rejects a template of five million characters without parsing its Markdown', async () => {
  const disk = diskOf(
    workspaceWith('t.md', `//- ws/t.md\n${'## Heading\n\n> - *text*\n\n'.repeat(200_000)}`),
  );
  const { templates } = await disk.environmentOf('ws/docs/a.md');
  const file = templates.find(({ origin }) => origin === 'config')?.file;
  assert.equal(file?.unusable, 'too long');
  assert.deepEqual(file.markdown.blocks, []);
  assert.deepEqual(file.template.sections, []);
});

test('a template with duplicate headings is still used', async () => {
  const disk = diskOf(workspaceWith('t.md', `//- ws/t.md\n${TEMPLATE}## Risks\n\nOnce more.\n`));
  assert.equal((await disk.shown('ws/docs/a.md')).length, 1);
  assert.match((await disk.problems('ws/docs/a.md'))['ws/t.md']?.[0] ?? '', /template-duplicate-heading/);
});

test('handles any templates in a config file', async () => {
  const word = fc.oneof(
    fc.constantFrom(
      '*',
      '**',
      '/',
      '..',
      './',
      '{',
      '}',
      ',',
      '[',
      ']',
      '(',
      ')',
      '!',
      '?',
      '+',
      '@',
      '\\',
      'a',
      '.md',
      '%',
      '%2',
      ' ',
      '|',
      '~',
      '#',
      '$',
    ),
    fc.string({ unit: 'binary', maxLength: 3 }),
  );
  const text = fc.array(word, { maxLength: 8 }).map((words) => words.join(''));
  const property = fc.asyncProperty(text, text, async (glob, target) => {
    const config = JSON.stringify({ templates: { [glob]: target, 'docs/*.md': 't.md' } });
    const disk = diskOf(
      `//- ws/.design-docs.yaml\n${config}\n//- ws/t.md\n${TEMPLATE}//- ws/docs/a.md\n${DOCUMENT}`,
    );
    const { maps } = await disk.environmentOf('ws/docs/a.md');
    assert.ok(maps.some((map) => map.glob === 'docs/*.md'));
    if (!globProblem(glob)) globIn('file:///ws', glob).matches(`file:///ws/${'aa/'.repeat(20)}`);
  });
  await fc.assert(property, { numRuns: runs(100) });
});
