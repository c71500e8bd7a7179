import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SERVICE, sourceOf } from '../support/service.ts';

const BODY = `# {Title}

- Status: draft | accepted

<!-- Phase 1: Core -->
## Summary
- Quality Level: low | high

## Risks
Say what may go wrong.
`;

/** The completions at `$0` in the front matter of a template. */
function offered(frontMatter: string): string[] {
  const marked = `---\n${frontMatter}---\n${BODY}`;
  const offset = marked.indexOf('$0');
  const source = sourceOf('file:///home/templates/mine.md', marked.replace('$0', ''));
  return SERVICE.complete(source, offset, undefined).map(({ label }) => label);
}

test('the policy is completed with the sections, levels, and fields of the template', () => {
  assert.deepEqual(offered('design-docs:\n  sections:\n    $0\n'), ['Summary', 'Risks']);
  assert.deepEqual(offered('design-docs:\n  sections:\n    Risks:\n    $0\n'), ['Summary']);
  assert.deepEqual(offered('design-docs:\n  levels:\n    $0\n'), ['low', 'high']);
  assert.deepEqual(offered('design-docs:\n  level-field: $0\n'), ['Quality Level', 'Status']);
  assert.deepEqual(offered('design-docs:\n  sections:\n    Risks:\n      required-from: $0\n'), [
    'low',
    'high',
    'never',
  ]);
  assert.deepEqual(offered('design-docs:\n  gates:\n    section: $0\n'), ['Summary', 'Risks']);
});

test('hovering over a key of the policy shows its description', () => {
  const text = `---\ndesign-docs:\n  sections:\n    Risks: { optional: true }\n---\n${BODY}`;
  const source = sourceOf('file:///home/templates/mine.md', text);
  assert.match(SERVICE.hover(source, text.indexOf('optional') + 2)?.text ?? '', /section is optional/);
  assert.equal(SERVICE.hover(source, text.indexOf('Say what')), undefined);
});
