import { globSync, readFileSync } from 'node:fs';
import MarkdownIt from 'markdown-it';

/** The measure of the command line: reads every Markdown file below the folder and parses it, and no more. */
const parser = new MarkdownIt({ html: true });
if (process.argv.includes('--blocks-only')) parser.core.ruler.enableOnly(['normalize', 'block']);
for (const file of globSync('**/*.md')) parser.parse(readFileSync(file, 'utf8'), {});
