import { markerTextOf, phaseText } from '../../server/src/document/edits/markers.ts';
import { choiceStop, escapeSnippet, sectionSnippet } from '../../server/src/features/snippet.ts';
import type { Template, TemplateSection } from '../../server/src/template/template.ts';
import { slug } from '../../server/src/text/fold.ts';

interface Snippet {
  readonly prefix: readonly string[];
  readonly description: string;
  readonly body: readonly string[];
  readonly include?: readonly string[];
}

/** Where VS Code offers snippets for parts of a document: untitled files, and files with names of design documents. */
const DESIGN_FILES = [
  '*design*.md',
  '*design*.markdown',
  '**/design/**/*.md',
  '**/designs/**/*.md',
  '**/design-docs/**/*.md',
  'Untitled-*',
];

/** A template as VS Code snippets: the whole document, each section, each marker and the level line. */
export function snippets(template: Template): string {
  const all: Record<string, Snippet> = { [template.title]: wholeDocument(template) };
  for (const known of template.sections.filter((section) => !section.parent)) {
    all[`${template.title}: ${known.title}`] = {
      prefix: [`design-${slug(known.title)}`],
      description: `The section “${known.title}” (${phasesInWords(template, known)})`,
      body: sectionSnippet(template, known).split('\n'),
      include: DESIGN_FILES,
    };
  }
  for (const marker of markersOf(template)) all[`Phase marker: ${wordsOf(marker)}`] = markerSnippet(marker);
  if (template.levelField) all['Quality level'] = levelSnippet(template);
  return `${JSON.stringify(all, undefined, 2)}\n`;
}

function wholeDocument(template: Template): Snippet {
  let stops = 1;
  const parts = template.sections
    .filter((section) => !section.parent)
    .map((known) => {
      const part = sectionSnippet(template, known, { firstStop: stops + 1 });
      stops += part.match(/\$\{\d+[:|]/g)?.length ?? 0;
      return part;
    });
  return {
    prefix: ['design'],
    description: `A complete ${template.title} with all sections and their guidance`,
    body: [`# \${1:${escapeSnippet(template.title)}}`, ...parts].join('\n\n').split('\n'),
  };
}

function phasesInWords(template: Template, known: TemplateSection): string {
  const phases = known.phases.map((phase) => phaseText(template, phase.number));
  return phases.length > 0 ? phases.join(' and ') : 'any phase';
}

/** One marker for each phase, and the markers with several phases that the template uses. */
function markersOf(template: Template): string[] {
  const single = template.phases.map(({ number }) => `<!-- ${phaseText(template, number)} -->`);
  const used = template.sections.flatMap((known) => markerTextOf(template, known) ?? []);
  return [...new Set([...single, ...used])];
}

function markerSnippet(marker: string): Snippet {
  const numbers = [...marker.matchAll(/Phase (\d+)/g)].map((match) => match[1]);
  return {
    prefix: [`phase${numbers.join('-')}`],
    description: `The phase marker “${wordsOf(marker)}”`,
    body: [escapeSnippet(marker)],
    include: DESIGN_FILES,
  };
}

function wordsOf(marker: string): string {
  return marker.replace(/^<!--\s*|\s*-->$/g, '');
}

function levelSnippet({ levels, levelField }: Template): Snippet {
  const choice = choiceStop(
    1,
    levels.map((level) => level.name),
  );
  return {
    prefix: ['quality-level'],
    description: 'The quality level of the document',
    body: [`- ${escapeSnippet(levelField?.label ?? '')}: ${choice}`],
    include: DESIGN_FILES,
  };
}
