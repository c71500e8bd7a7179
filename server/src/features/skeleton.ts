import { templateText } from '../document/insert.ts';
import { needOf } from '../document/needs.ts';
import { readOutline } from '../template/outline.ts';
import type { Level, Template } from '../template/template.ts';

/**
 * A new document: the title and exactly the sections that the level requires, as the template writes them, the level
 * filled in. Lines end with `\n`.
 */
export function skeleton(template: Template, level: Level | undefined, title: string): string {
  const sections = template.sections.filter(
    (section) => section.parent === undefined && needOf(template, section, level) === 'required',
  );
  const parts = sections.map((section) => templateText(template, section, level?.name));
  return `${[`# ${title.trim() || template.title}${introduction(template)}`, ...parts].join('\n\n')}\n`;
}

/** What the template says between its title and its first section. */
function introduction(template: Template): string {
  const { text } = template.markdown;
  const title = readOutline(template.markdown).sections.find((section) => section.rank === 1);
  const end = title?.blocks.at(-1)?.end;
  return title && end ? `\n\n${text.slice(title.heading.end, end).trim()}` : '';
}
