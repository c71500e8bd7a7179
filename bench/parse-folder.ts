import { globSync, readFileSync } from 'node:fs';
import MarkdownIt from 'markdown-it';

/** The baseline for the command line: reads every Markdown file in the working directory and parses it. */
const parser = new MarkdownIt({ html: true });
if (process.argv.includes('--blocks-only')) parser.core.ruler.enableOnly(['normalize', 'block']);
for (const file of globSync('**/*.md')) parser.parse(readFileSync(file, 'utf8'), {});
