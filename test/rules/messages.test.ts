import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseMarkdown } from '../../server/src/markdown/markdown.ts';
import { check, checkTemplate } from '../../server/src/rules/check.ts';
import { ALL_RULES } from '../../server/src/rules/index.ts';
import { readTemplateFile } from '../../server/src/template/template-file.ts';
import { bindText, DEFAULTS, TECHNICAL_DESIGN } from '../support/engine.ts';
import { readMarked } from '../support/marked.ts';

/** All messages for the examples and cases, by rule. Each text is checked both as a document and as a template. */
function messages(): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>(ALL_RULES.map(({ id }) => [id, new Set()]));
  const collect = (text: string, template: string | undefined): void => {
    const known = template ? readTemplateFile('known', parseMarkdown(template)).template : TECHNICAL_DESIGN;
    const findings = [
      ...check(bindText(text, known), DEFAULTS, assert.fail),
      ...checkTemplate(readTemplateFile('mine', parseMarkdown(text)), DEFAULTS, assert.fail),
    ];
    for (const { rule, message } of findings) found.get(rule)?.add(message);
  };
  for (const { examples } of ALL_RULES) collect(readMarked(examples.bad).text, examples.template);
  for (const file of globSync('*/*.md', { cwd: import.meta.dirname })) {
    const [template, ...cases] = readFileSync(join(import.meta.dirname, file), 'utf8').split(/^\/\/- .*\n/m);
    for (const text of cases)
      collect(text.replace(/^ *~+ (?:error|warning|info|hint) [a-z-]+.*\n/gm, ''), template);
  }
  return found;
}

/** The message with a letter in place of quoted text, which can be anything. */
function unquoted(message: string): string {
  return message.replace(/“[^”]*”/g, '“x”');
}

test('each message is one or two short sentences', () => {
  for (const [rule, all] of messages()) {
    assert.ok(all.size > 0, `${rule} has a message`);
    for (const message of all) {
      const words = unquoted(message);
      const sentences = words.split(/(?<=[.?])\s+/);
      const story = `${rule}: ${message}`;
      assert.ok(sentences.length <= 2, `${story}\n(${sentences.length} sentences)`);
      assert.match(words, /^[\p{Lu}\p{N}“].*[.?]$/u, story);
      assert.doesNotMatch(words, /\s\s|\n|!|\bplease\b|\bundefined\b|\bnull\b|\bNaN\b/i, story);
      // A list of missing sections can be of any length.
      const bare = words.replace(/(?:[^,;]+, )+and [^,;]+?(?= are missing\b)/g, 'A and B');
      assert.ok(bare.length <= 150, `${story}\n(${bare.length} characters)`);
    }
  }
});
