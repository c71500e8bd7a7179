import { frontMatterFields } from '../structure/fields.ts';
import type { DesignDocument } from './document.ts';

/**
 * The title of a document: its first unbound heading with the rank of a title, otherwise `title` in its front matter;
 * `undefined` if it has neither.
 */
export function titleOf({ markdown, outline, binding }: DesignDocument): string | undefined {
  const highest = 1 + Math.max(0, binding.shift);
  const heading = outline.sections.find(
    (section) => section.rank <= highest && section.title !== '' && !binding.templates.has(section),
  );
  if (heading) return heading.title;
  const field = frontMatterFields(markdown).find(({ name }) => name === 'title');
  return field?.value.trim() || undefined;
}
