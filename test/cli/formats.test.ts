import assert from 'node:assert/strict';
import { test } from 'node:test';
import MarkdownIt from 'markdown-it';
import type { Log } from 'sarif';
import { exitCodeOf } from '../../server/src/cli/check/verdict.ts';
import { type FormatName, loadFormat } from '../../server/src/cli/formats/index.ts';
import type { CheckResult, FileResult, FindingResult } from '../../server/src/cli/schema.ts';
import { schemaCheck } from '../support/json-schema.ts';
import fc from '../support/property.ts';
import { elementsOf } from '../support/xml.ts';

const at = (line: number, column: number) => ({ line, column, offset: 0 });

function finding(more: Partial<FindingResult>): FindingResult {
  return {
    rule: 'leftover-placeholder',
    severity: 'warning',
    message: 'Write it.',
    start: at(3, 1),
    end: at(3, 4),
    line: 'TBD',
    fingerprint: 'f1',
    related: [],
    fixes: [],
    ...more,
  };
}

function file(path: string, ...findings: FindingResult[]): FileResult {
  return { path, kind: 'document', template: 'technical-design', level: 'prototype', findings };
}

function checked(files: readonly FileResult[], more: Partial<CheckResult> = {}): CheckResult {
  const result: Omit<CheckResult, 'exitCode'> = {
    version: 1,
    kind: 'check',
    tool: { name: 'design-docs', version: '1.2.3' },
    failOn: 'warning',
    files: [...files],
    others: 2,
    known: 0,
    stale: [],
    problems: [],
    ...more,
  };
  return { ...result, exitCode: exitCodeOf(result) };
}

async function written(name: FormatName, result: CheckResult, quiet = false): Promise<string> {
  return (await loadFormat(name))(result, { color: false, columns: 80, quiet });
}

const NASTY = 'docs/a b,100%/#1 “ü”: "x"\n<y>|\u{1F600}.md';
const RESULT = checked(
  [
    file('clean.md'),
    file(
      NASTY,
      finding({ severity: 'hint', rule: 'missing-section', message: 'Due later.', fingerprint: 'f2' }),
      finding({ message: '“<!-- a | b --> ]]> & [x](http://y) {0}” 100%\r\nmore', end: at(4, 1) }),
      finding({ severity: 'error', message: 'C# \u0000\uFFFE\uD800 ~~*`_', start: at(9, 2), end: at(9, 2) }),
    ),
  ],
  {
    stale: [{ path: 'old.md', rule: 'missing-title', message: 'No title.' }],
    problems: [{ path: 'bin.md', message: 'bin.md is a binary file.' }],
  },
);

test('GitHub: commands with escaped properties and messages, most severe first, then the summary', async () => {
  const name = 'docs/a b%2C100%25/#1 “ü”%3A "x"%0A<y>|\u{1F600}.md';
  assert.equal(
    await written('github', RESULT),
    `::error file=bin.md,title=design-docs::bin.md is a binary file.
::error file=${name},line=9,endLine=9,col=2,endColumn=2,title=leftover-placeholder::C# \u0000\uFFFE\uD800 ~~*\`_
::warning file=${name},line=3,endLine=4,title=leftover-placeholder::“<!-- a | b --> ]]> & [x](http://y) {0}” 100%25%0D%0Amore
::notice file=${name},line=3,endLine=3,col=1,endColumn=4,title=missing-section::Due later.
::error file=old.md,title=missing-title::The baseline entry “No title.” no longer occurs. Remove it with --update-baseline.
2 design documents among 4 Markdown files: 1 error, 1 warning, 1 hint in 1 file; 1 baseline entry no longer found; 1 problem.
`,
  );
  const quiet = await written('github', RESULT, true);
  assert.deepEqual(quiet.match(/^(?:::\w+|\d)/gm), ['::error', '::error', '::warning', '::error']);
});

test('a problem that is also a finding is listed only once', async () => {
  const config = {
    ...file(
      '.design-docs.yaml',
      finding({ severity: 'error', rule: 'config-file', message: 'No such rule.' }),
    ),
    kind: 'config' as const,
  };
  const problems = [{ path: '.design-docs.yaml', message: '.design-docs.yaml:3:1: No such rule.' }];
  for (const name of ['github', 'gitlab', 'junit', 'markdown'] as const) {
    const text = (await written(name, checked([config], { problems }), true)).replaceAll(
      /message="[^"]*"/g,
      '',
    );
    assert.equal(text.split('No such rule.').length, 2, name);
  }
});

test('GitLab: an array of issues, each with a unique fingerprint', async () => {
  const same = finding({});
  const result = { ...RESULT, files: [...RESULT.files, file('twin.md', same), file('other.md', same)] };
  const issues = JSON.parse(await written('gitlab', result)) as Record<string, unknown>[];
  assert.deepEqual(
    issues.map(({ check_name, severity, location }) => [check_name, severity, location]),
    [
      ['problem', 'blocker', { path: 'bin.md', lines: { begin: 1, end: 1 } }],
      ['missing-section', 'info', { path: NASTY, lines: { begin: 3, end: 3 } }],
      ['leftover-placeholder', 'minor', { path: NASTY, lines: { begin: 3, end: 3 } }],
      ['leftover-placeholder', 'major', { path: NASTY, lines: { begin: 9, end: 9 } }],
      ['leftover-placeholder', 'minor', { path: 'twin.md', lines: { begin: 3, end: 3 } }],
      ['leftover-placeholder', 'minor', { path: 'other.md', lines: { begin: 3, end: 3 } }],
      ['missing-title', 'minor', { path: 'old.md', lines: { begin: 1, end: 1 } }],
    ],
  );
  const ofTwins = issues.slice(4, 6).map(({ fingerprint }) => fingerprint);
  assert.equal(new Set(ofTwins).size, 2);
  assert.equal(await written('gitlab', checked([file('clean.md')])), '[]\n');
});

test('JUnit: a suite for each file, a case for each finding, a failure for each failing finding', async () => {
  const elements = elementsOf(await written('junit', RESULT)).map(({ name, attributes }) => {
    const { name: own = '', message = '', tests = '', failures = '', errors = '' } = attributes;
    return [name, own, message, [tests, failures, errors].join(' ').trim()]
      .filter((each) => each)
      .join(' | ');
  });
  assert.deepEqual(elements, [
    'testsuites | design-docs | 6 3 1',
    'testsuite | problems | 1 0 1',
    'testcase | bin.md',
    'error | bin.md is a binary file.',
    'testsuite | clean.md | 1 0 0',
    'testcase | has no findings',
    `testsuite | ${NASTY} | 3 2 0`,
    'testcase | missing-section at 3:1',
    'system-out',
    'testcase | leftover-placeholder at 3:1',
    'failure | “<!-- a | b --> ]]> & [x](http://y) {0}” 100%\r\nmore',
    'testcase | leftover-placeholder at 9:2',
    'failure | C# \uFFFD\uFFFD\uFFFD ~~*`_',
    'testsuite | baseline | 1 1 0',
    'testcase | missing-title in old.md',
    'failure | The baseline entry “No title.” no longer occurs. Remove it with --update-baseline.',
  ]);
  const allowed = elementsOf(
    await written('junit', checked([file('a.md', finding({}), finding({}))], { maxWarnings: 2 })),
  );
  assert.equal(allowed[0]?.attributes['failures'], '0', 'allowed warnings are not failures');
});

test('JUnit is well-formed and contains the message, whatever the message is', async () => {
  const junit = await loadFormat('junit');
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (message) => {
      const xml = junit(checked([file(message, finding({ message }))]), {
        color: false,
        columns: 80,
        quiet: false,
      });
      const shown = elementsOf(xml).find(({ name }) => name === 'failure')?.attributes['message'];
      const expected = Array.from(Buffer.from(message).toString(), (character) =>
        /[\t\n\r\u{20}-\u{FFFD}\u{10000}-\u{10FFFF}]/u.test(character) ? character : '\uFFFD',
      ).join('');
      assert.equal(shown, expected);
    }),
  );
});

test('Markdown: a table of documents, followed by their findings', async () => {
  const linked = finding({
    help: 'https://example.org/rule',
    message: 'a `b` **c** <img> [d](e) | f\n# g ~~h~~',
  });
  const config = {
    path: '.design-docs.yaml',
    kind: 'config' as const,
    findings: [finding({ severity: 'error' })],
  };
  const nasty = 'docs/*a* & <b>|.md';
  const result = checked([config, file('clean.md'), file(nasty, linked)], { problems: RESULT.problems });
  assert.equal(
    await written('markdown', result),
    `## Design documents

2 design documents among 4 Markdown files: 1 error, 1 warning in 2 files; 1 problem.

- bin.md is a binary file.

| Document | Template | Level | Errors | Warnings | Info | Hints |
| --- | --- | --- | ---: | ---: | ---: | ---: |
| .design-docs.yaml (config) |  |  | 1 | 0 | 0 | 0 |
| clean.md | technical-design | prototype | 0 | 0 | 0 | 0 |
| docs/\\*a\\* & \\<b\\>\\|.md | technical-design | prototype | 0 | 1 | 0 | 0 |

<details><summary>.design-docs.yaml: 1 error</summary>

- **3:1** error leftover-placeholder: Write it.

</details>

<details><summary>docs/*a* &amp; &lt;b&gt;|.md: 1 warning</summary>

- **3:1** warning [leftover-placeholder](https://example.org/rule): a \\\`b\\\` \\*\\*c\\*\\* \\<img\\> \\[d\\](e) \\| f\uFFFD# g \\~\\~h\\~\\~

</details>
`,
  );
});

test('Markdown shows any message unchanged and keeps the table intact', async () => {
  const markdown = await loadFormat('markdown');
  const reader = new MarkdownIt({ html: true });
  const words = fc.array(
    fc.constantFrom(
      'a',
      ' ',
      '|',
      '*',
      '_',
      '`',
      '~~',
      '<b>',
      '-->',
      '<!--',
      '&amp;',
      '&',
      '\\',
      '[',
      '](',
      ')',
      '\n',
      '#',
      '!',
    ),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(words, (parts) => {
      const text = `x${parts.join('')}x`;
      const page = markdown(checked([file(text, finding({ message: text, rule: text }))]), {
        color: false,
        columns: 80,
        quiet: false,
      });
      const inline = reader.parse(page, {}).filter(({ type }) => type === 'inline');
      const shown = inline.map(({ children }) => (children ?? []).map(({ content }) => content).join(''));
      const sanitized = text.replaceAll('\n', '\uFFFD');
      // The heading, the summary, the seven cells of the table head, those of the row, and the finding.
      assert.equal(shown.length, 2 + 7 + 7 + 1, page);
      assert.equal(shown[9], sanitized);
      assert.equal(shown.at(-1), `3:1 warning ${sanitized}: ${sanitized}`);
    }),
  );
});

test('Markdown stays below the limit of GitHub, and counts what is omitted', async () => {
  const message = 'ü'.repeat(200);
  const many = Array.from({ length: 6000 }, (_, index) =>
    file(`docs/${'é'.repeat(40)}/${index}.md`, finding({ message }), finding({ message })),
  );
  const problems = many.map(({ path }) => ({ path, message: `${path} ${message}` }));
  const page = await written('markdown', checked(many, { problems }));
  assert.ok(Buffer.byteLength(page) < 1024 * 1024, String(Buffer.byteLength(page)));
  assert.deepEqual(
    page.match(/^[\d,]+ more \w+/gm)?.map((line) => line.replace(/[\d,]+/, 'N')),
    ['N more problems', 'N more files', 'N more findings'],
  );
  const listed = page.match(/^- \*\*3:1/gm)?.length ?? 0;
  const left = Number(/^([\d,]+) more findings/m.exec(page)?.[1]?.replaceAll(',', ''));
  assert.equal(listed + left, 12_000);
});

test('SARIF: matches its schema, with locations, fingerprints, and notifications', async () => {
  const related = [
    { path: NASTY, message: 'It is here [a](b).', start: at(1, 1), end: at(1, 2) },
    { path: 'technical-design', builtIn: true, message: 'The template', start: at(1, 1), end: at(1, 2) },
  ];
  const fixes = [
    { title: 'Fix it', safe: true, edits: [{ start: at(3, 1), end: at(4, 2), newText: '{0}\r\n' }] },
  ];
  const outside = file('/else where/x.md', finding({ related, fixes }));
  const log = JSON.parse(await written('sarif', { ...RESULT, files: [...RESULT.files, outside] })) as Log;
  schemaCheck('sarif')(log);
  const [run] = log.runs;
  assert.deepEqual(run?.invocations, [
    {
      executionSuccessful: false,
      exitCode: 2,
      toolExecutionNotifications: [
        {
          level: 'error',
          message: { text: 'bin.md is a binary file.' },
          locations: [{ physicalLocation: { artifactLocation: { uri: 'bin.md', uriBaseId: '%SRCROOT%' } } }],
        },
      ],
      toolConfigurationNotifications: [
        {
          level: 'warning',
          message: {
            text: 'The baseline entry “No title.” no longer occurs. Remove it with --update-baseline.',
          },
          locations: [{ physicalLocation: { artifactLocation: { uri: 'old.md', uriBaseId: '%SRCROOT%' } } }],
        },
      ],
    },
  ]);
  assert.deepEqual(
    run?.tool.driver.rules?.map(({ id, defaultConfiguration }) => [id, defaultConfiguration?.level]),
    [
      ['leftover-placeholder', 'warning'],
      ['missing-section', 'warning'],
    ],
  );
  assert.deepEqual(
    run?.results?.map(({ ruleId, ruleIndex, level }) => [ruleId, ruleIndex, level]),
    [
      ['missing-section', 1, 'note'],
      ['leftover-placeholder', 0, 'warning'],
      ['leftover-placeholder', 0, 'error'],
      ['leftover-placeholder', 0, 'warning'],
    ],
  );
  const uri = run?.results?.[0]?.locations?.[0]?.physicalLocation?.artifactLocation?.uri ?? '';
  assert.equal(decodeURIComponent(uri), NASTY);
  assert.equal(
    new URL(uri, 'file:///root/').pathname,
    `/root/${uri}`,
    'no character in it has a special meaning',
  );
  assert.equal(run?.results?.[1]?.message.text, '“<!-- a | b --> ]]> & \\[x](http://y) {{0}}” 100%\r\nmore');
  assert.deepEqual(run?.results?.[3], {
    ruleId: 'leftover-placeholder',
    ruleIndex: 0,
    level: 'warning',
    message: { text: 'Write it.' },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: 'file:///else%20where/x.md' },
          region: { startLine: 3, startColumn: 1, endLine: 3, endColumn: 4 },
        },
      },
    ],
    partialFingerprints: run?.results?.[3]?.partialFingerprints,
    relatedLocations: [
      {
        id: 0,
        physicalLocation: {
          artifactLocation: { uri, uriBaseId: '%SRCROOT%' },
          region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 },
        },
        message: { text: 'It is here \\[a](b).' },
      },
    ],
    fixes: [
      {
        description: { text: 'Fix it' },
        artifactChanges: [
          {
            artifactLocation: { uri: 'file:///else%20where/x.md' },
            replacements: [
              {
                deletedRegion: { startLine: 3, startColumn: 1, endLine: 4, endColumn: 2 },
                insertedContent: { text: '{0}\r\n' },
              },
            ],
          },
        ],
        properties: { safe: true },
      },
    ],
    properties: { severity: 'warning' },
  });
  const prints = run?.results?.map(
    ({ partialFingerprints }) => partialFingerprints?.['designDocsFinding/v1'],
  );
  // In this data, the second and the third finding have the same file and fingerprint.
  assert.equal(new Set(prints).size, 3);
});
