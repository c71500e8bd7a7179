import type { YAMLError } from 'yaml';
import { lineRangeAt } from '../text/lines.ts';
import type { YamlProblem } from './problem.ts';

/**
 * Turns a parser error into a readable message. Its range is the content of the line on which the error was detected.
 * `base` is the offset of `source` in the text.
 */
export function syntaxProblem(source: string, base: number, error: YAMLError): YamlProblem {
  const detected = lineRangeAt(source, Math.min(error.pos[0], source.length));
  const isBlank = source.slice(detected.start, detected.end).trim() === '';
  // The parser often detects missing text only after the end, on a blank line that cannot be underlined.
  const line = isBlank ? lineRangeAt(source, source.slice(0, detected.start).trimEnd().length) : detected;
  const content = source.slice(line.start, line.end);
  const start = line.start + content.length - content.trimStart().length;
  return {
    start: base + start,
    end: base + start + content.trim().length,
    severity: 'error',
    message: explain(error),
  };
}

function explain({ code, message }: YAMLError): string {
  const [, text] = MESSAGES.find(([pattern]) => pattern.test(`${code} ${message}`)) ?? [];
  return (
    text ??
    `This is not valid YAML: ${message.replace(/\s+/g, ' ').replace(/(?<![.:])[.:]+$/, '')}. Correct it.`
  );
}

/** Messages by the parser's code and message. The first match wins. */
const MESSAGES: readonly (readonly [RegExp, string])[] = [
  [/^RESOURCE_EXHAUSTION/, 'This is nested too deeply. Flatten it.'],
  [/^TAB_AS_INDENT/, 'YAML does not allow tabs for indentation. Use spaces.'],
  [/^BAD_INDENT Flow/, 'A bracket above is not closed. Close it, or indent this line further.'],
  [/^BAD_INDENT/, 'The indentation of this line does not match the lines around it. Align it with them.'],
  [/^BAD_SCALAR_START/, 'A value cannot start with this character. Put the value in quotes.'],
  [
    /Nested mappings/,
    'A value cannot contain a colon followed by a space. Put the value in quotes, or start a new line.',
  ],
  [/^BLOCK_AS_IMPLICIT_KEY/, 'A list cannot be a key. Put the key before it.'],
  [
    /^BLOCK_IN_FLOW/,
    'Brackets cannot contain indented lists or keys. Use brackets for everything, or only indentation.',
  ],
  [
    /^MULTILINE_IMPLICIT_KEY/,
    'A key must be on a single line. Write “key: value”, with a space after the colon.',
  ],
  [
    /Implicit map keys/,
    'This is neither a key nor a value. Write “key: value”, with a space after the colon.',
  ],
  [/closing ['"]quote/, 'A quotation mark is not closed. Close it at the end of the value.'],
  [/must end with a/, 'A bracket is not closed. Close it.'],
  [/Missing , /, 'A comma is missing between two entries. Add it.'],
  [/Missing space after :/, 'A space is missing after the colon. Add it.'],
  [
    /without - indicator/,
    'This line is not part of a list item. Start it with “- ”, or indent it like the item above.',
  ],
  [
    /^BAD_DQ_ESCAPE/,
    'A backslash in the quotation marks does not start a valid escape. Double it, or use single quotes.',
  ],
  [
    /Comments must be separated/,
    'A comment needs a space before the #. Add one, or put the value in quotes.',
  ],
  [/flow-(?:map|seq)-end/, 'This closing bracket has no opening bracket. Remove it.'],
  [
    /^MULTIPLE_DOCS/,
    'A second YAML document starts here, but only the first one is read. Remove the line of dashes.',
  ],
  [
    /^UNEXPECTED_TOKEN Unexpected/,
    'This is not valid after the text before it. Put the value in quotes, or correct the indentation.',
  ],
];
