import { boundAt, type DesignDocument } from '../../document/document.ts';
import { phaseText } from '../../document/edits/markers.ts';
import { gatesAt, isPhaseRequired } from '../../document/needs.ts';
import type { Recognition } from '../../document/recognize.ts';
import { lineAt, lineStarts } from '../../text/lines.ts';
import { accountOf } from './account.ts';
import { escapeMarkdown, stateInWords } from './describe.ts';
import { recognitionReason } from './readiness.ts';

/** A value that applies to a file, and its source. */
export interface Decision {
  readonly what: string;
  readonly value: string;
  readonly by: string;
}

/** Explains in Markdown how a file is checked: its template, its level, what each phase still needs, and its settings. */
export function explain(
  name: string,
  recognition: Recognition,
  document: DesignDocument | undefined,
  decisions: readonly Decision[],
): string {
  const parts = [
    `# ${escapeMarkdown(name)}`,
    aboutTemplate(recognition),
    ...(document ? [...aboutLevel(document), ...aboutPhases(document), ...aboutSuppressions(document)] : []),
    '## Where each value comes from',
    table(decisions),
    PRECEDENCE,
  ];
  return `${parts.join('\n\n')}\n`;
}

const KINDS: Readonly<Record<Recognition['kind'], string>> = {
  document: 'This file is a design document.',
  candidate: 'This file may become a design document.',
  template: 'This file is a template.',
  none: 'This file is not a design document.',
};

/** Where the template of a document or a candidate comes from. The other reasons apply only to other kinds of files. */
const TEMPLATE_SOURCES: Readonly<Partial<Record<Recognition['why'], string>>> = {
  directive: 'named in a comment in the file',
  'front-matter': 'named in the front matter',
  config: 'set in the config file',
  settings: 'set by the setting designDocs.templates',
  option: 'set by the option --template',
  marker: 'recognized by its phase markers',
  level: 'recognized by its quality level',
  headings: 'recognized by its headings',
  title: 'suggested by its title; nothing is checked yet',
  'file-name': 'suggested by its file name; nothing is checked yet',
};

const PRECEDENCE = `The first source that names a template wins: a \`<!-- design-docs: … -->\` comment in the file, the file’s front matter, the nearest \`.design-docs.yaml\`, the settings, and finally the file’s content. For the gate and the rules, the nearest \`.design-docs.yaml\` overrides the settings, and the settings override the defaults.`;

function aboutTemplate(recognition: Recognition): string {
  const { kind, why, template } = recognition;
  const source = kind === 'document' || kind === 'candidate' ? TEMPLATE_SOURCES[why] : undefined;
  const reason =
    template && source ? `Template: ${template.title} (${source}).` : recognitionReason(recognition);
  return escapeMarkdown(`${KINDS[kind]} ${reason}`);
}

function aboutLevel(document: DesignDocument): string[] {
  const { level, template, markdown } = document;
  if (!level.level) return [];
  const { field } = level;
  const at = field && `line ${lineAt(lineStarts(markdown.text), field.range.start) + 1}`;
  const own = field?.reading.kind === 'set' ? field.reading.level : undefined;
  const checked = `**${escapeMarkdown(level.level.name)}**`;
  const isChosen = level.level !== (own ?? template.levels[0]);
  const said = own ? `${at} says ${escapeMarkdown(own.name)}` : 'the document does not set it';
  const words = isChosen
    ? `${checked}, set by the option --level; ${said}.`
    : own
      ? `${checked}, set on ${at}.`
      : `Not set${at ? ` (${at})` : ''}, so the document is checked as ${checked}.`;
  const gates = gatesAt(template, level.level);
  const missing = accountOf(document).gates;
  return [
    `## ${escapeMarkdown(template.levelField?.label ?? '')}`,
    words + (gates.length > 0 ? ` Required gates: ${escapeMarkdown(gates.join(', '))}.` : ''),
    ...(missing.length > 0 ? [`Gates not mentioned yet: ${escapeMarkdown(missing.join(', '))}.`] : []),
  ];
}

function aboutPhases(document: DesignDocument): string[] {
  const { template, currentPhase } = document;
  const { required, done } = accountOf(document);
  const lists = template.phases.map(({ number }) => {
    const current = number === currentPhase ? ' (the current phase)' : '';
    return [`### ${escapeMarkdown(phaseText(template, number))}${current}`, needsOf(document, number)].join(
      '\n\n',
    );
  });
  const others = required.some(({ phases }) => phases.length === 0);
  return [
    '## What is left',
    `${done} of ${required.length} required sections are written.`,
    ...lists,
    ...(others ? [...(lists.length > 0 ? ['### No phase'] : []), needsOf(document, undefined)] : []),
  ];
}

/** What a phase still needs, section by section. Recommended sections are marked as such. */
function needsOf(document: DesignDocument, phase: number | undefined): string {
  const { level } = document;
  if (phase !== undefined && !isPhaseRequired(level.level, phase))
    return `Not required at ${escapeMarkdown(level.level?.name ?? '')}.`;
  const open = accountOf(document).open.filter((each) => each.phase === phase);
  const lines = open.flatMap(({ section: bound, topics }) => {
    const facts = [
      bound.phases[0] === phase ? stateInWords(bound) : '',
      topics.length > 0 ? `unanswered topics: ${topics.map(({ label }) => label).join(', ')}` : '',
      bound.need === 'recommended' ? 'recommended, not required' : '',
    ];
    return [
      `- ${escapeMarkdown(bound.known.title)}: ${escapeMarkdown(facts.filter((fact) => fact !== '').join('; '))}`,
    ];
  });
  return lines.length > 0 ? lines.join('\n') : 'Nothing.';
}

function aboutSuppressions(document: DesignDocument): string[] {
  const { suppressions, markdown } = document;
  if (suppressions.length === 0) return [];
  const starts = lineStarts(markdown.text);
  const lines = suppressions.map(({ comment, rules, reason, covers }) => {
    const isFile = covers?.start === 0 && covers.end === markdown.text.length;
    const where = isFile
      ? 'the whole file'
      : (covers && boundAt(document, covers.start)?.known.title) || 'part of the file';
    const names = rules.map(({ name }) => `\`${name}\``).join(', ');
    const line = lineAt(starts, comment.start) + 1;
    return `- Line ${line}: ${names} in ${escapeMarkdown(where)}${reason ? `: ${escapeMarkdown(reason)}` : ''}`;
  });
  return ['## Suppressed rules', lines.join('\n')];
}

function table(decisions: readonly Decision[]): string {
  const rows = decisions.map(
    ({ what, value, by }) => `| ${[what, value, by].map(escapeMarkdown).join(' | ')} |`,
  );
  return ['| What | Value | Source |', '| --- | --- | --- |', ...rows].join('\n');
}
