import type { YAMLError } from 'yaml';
import { lineRangeAt } from '../text/lines.ts';
import type { YamlProblem } from './problem.ts';

/** An error of the YAML parser, in plain words, at what stands in the line that it was noticed in. */
export function syntaxProblem(source: string, base: number, error: YAMLError): YamlProblem {
  const noticed = lineRangeAt(source, Math.min(error.pos[0], source.length));
  const isBlank = source.slice(noticed.start, noticed.end).trim() === '';
  // What is missing is often noticed only behind the end, where there is nothing to point at.
  const line = isBlank ? lineRangeAt(source, source.slice(0, noticed.start).trimEnd().length) : noticed;
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
  const [, said] = SAYINGS.find(([pattern]) => pattern.test(`${code} ${message}`)) ?? [];
  return (
    said ??
    `This is not valid YAML: ${message.replace(/\s+/g, ' ').replace(/(?<![.:])[.:]+$/, '')}. Correct it.`
  );
}

/** By the code and the message of the parser; the first that fits counts. */
const SAYINGS: readonly (readonly [RegExp, string])[] = [
  [/^RESOURCE_EXHAUSTION/, 'This is nested too deeply to be read. Flatten it.'],
  [/^TAB_AS_INDENT/, 'YAML allows no tabs as indentation. Use spaces.'],
  [/^BAD_INDENT Flow/, 'A bracket above is not closed. Close it, or indent this line further.'],
  [/^BAD_INDENT/, 'This line is indented differently from those beside it. Indent it as they are.'],
  [/^BAD_SCALAR_START/, 'A value cannot begin with this character. Put the value in quotes.'],
  [
    /Nested mappings/,
    'A value cannot hold a colon and a space. Put the value in quotes, or start a new line.',
  ],
  [/^BLOCK_AS_IMPLICIT_KEY/, 'A list cannot be a key. Put the key before it.'],
  [
    /^BLOCK_IN_FLOW/,
    'Brackets cannot hold lines with dashes or keys of their own. Write it all in brackets, or all in lines.',
  ],
  [
    /^MULTILINE_IMPLICIT_KEY/,
    'A key ends on the line that it begins on. Write “key: value”, with a space behind the colon.',
  ],
  [
    /Implicit map keys/,
    'This is neither a key nor a value. Write “key: value”, with a space behind the colon.',
  ],
  [/closing ['"]quote/, 'A quotation mark is not closed. Close it at the end of the value.'],
  [/must end with a/, 'A bracket is not closed. Close it.'],
  [/Missing , /, 'A comma is missing between two entries. Add it.'],
  [/Missing space after :/, 'A space is missing behind the colon. Add it.'],
  [
    /without - indicator/,
    'This line belongs to no item of the list. Begin it with “- ”, or indent it as the item above.',
  ],
  [
    /^BAD_DQ_ESCAPE/,
    'Quotation marks hold a backslash that means nothing. Write it twice, or use single quotes.',
  ],
  [/Comments must be separated/, 'A comment needs a space before its #. Add it, or put the value in quotes.'],
  [/flow-(?:map|seq)-end/, 'This closing bracket has no opening one. Remove it.'],
  [/^MULTIPLE_DOCS/, 'A second document begins here, and only one is read. Remove the line of dashes.'],
  [
    /^UNEXPECTED_TOKEN Unexpected/,
    'This does not belong to what stands before it. Put the value in quotes, or correct the indentation.',
  ],
];
