import { needOf } from '../../server/src/document/needs.ts';
import { parseMarkdown } from '../../server/src/markdown/markdown.ts';
import type { Template, TemplateSection } from '../../server/src/template/template.ts';
import { readTemplateFile } from '../../server/src/template/template-file.ts';
import { testExamples } from '../document/examples.ts';

testExamples(new URL('schema.md', import.meta.url), (text) => {
  const { template } = readTemplateFile('mine', parseMarkdown(text));
  return [
    template.hasTitle ? `title: ${template.fixedTitle ?? 'the author’s'}` : 'no title',
    ...levelLines(template),
    ...template.choices.map(
      ({ label, values, isStrict, section }) =>
        `choice${isStrict ? ', strict,' : ''} ${label}${section ? ` in ${section.title}` : ''}: ${values.join(' | ')}`,
    ),
    ...template.sections.map((section) => sectionLine(template, section)),
  ].join('\n');
});

function levelLines({ levels, levelField }: Template): string[] {
  if (!levelField) return [];
  const where = levelField.section?.title ?? levelField.place;
  return [`levels by ${levelField.label} in ${where}: ${levels.map(({ name }) => name).join(' < ')}`];
}

function sectionLine(template: Template, section: TemplateSection): string {
  const { title, rank, pattern, isRepeated, isOptional, topics } = section;
  const needs = [...new Set(levelsOf(template).map((level) => needOf(template, section, level)))];
  const facts = [
    pattern ? `any ${pattern.source}` : '',
    isRepeated ? 'repeats' : '',
    isOptional ? 'optional' : '',
    needs.join('/'),
    topics.length > 0 ? `topics ${topics.map(({ label }) => label).join(', ')}` : '',
  ];
  return `${'#'.repeat(rank)} ${title}: ${facts.filter((fact) => fact !== '').join('; ')}`;
}

function levelsOf({ levels }: Template) {
  return levels.length > 0 ? levels : [undefined];
}
