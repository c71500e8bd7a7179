import { readField, withoutNote } from '../structure/field.ts';

/**
 * Whether a line of a template is a field with a value that a document can keep, such as `**License:** MIT`: a few
 * words that neither ask for something nor stand for it. `isTopic` says whether a folded label needs an own answer.
 */
export function hasDefaultValue(line: string, isTopic: (label: string) => boolean): boolean {
  const field = readField(line);
  if (!field || isTopic(withoutNote(field.name))) return false;
  const words = field.value.replace(/[*_`]/g, '').trim();
  return (
    words !== '' &&
    words.split(/\s+/).length <= 4 &&
    !/[|<>{}[\]()?!;,…]|\.{3}|\.$/.test(words) &&
    !ASKS.test(words)
  );
}

/** Words for what an author is to fill in, and words that ask. A value with one of them is guidance. */
const ASKS =
  /\b(?:what|how|which|who|whom|whose|why|when|where|whether|if|your|you|describe|explain|list|state|say|name|names|link|links|url|date|title|number|id|identifier|description|summary|reason|reasons|purpose|value|values|text|details|author|authors|owner|owners|person|people|team|teams|anyone|something|etc|any|some|one of|optional|required|none yet|todo|tbd|fixme|xxx|n+|y{4}\S*|m{2}|d{2}|foo|bar|example|sentence|paragraph|measurable)\b/i;
