import { boundAt, type DesignDocument } from '../../document/document.ts';
import { phaseText } from '../../document/edits/markers.ts';
import { gatesAt, isPhaseRequired } from '../../document/needs.ts';
import type { Recognition } from '../../document/recognize.ts';
import { lineAt, lineStarts } from '../../text/lines.ts';
import { accountOf } from './account.ts';
import { escapeMarkdown, stateInWords } from './describe.ts';
import { whyInWords } from './readiness.ts';

/** One thing that was decided about a file, and by whom. */
export interface Decision {
  readonly what: string;
  readonly value: string;
  readonly by: string;
}

/** What decides about a file, in Markdown: its template, its level, what each phase still needs, and its settings. */
export function explain(
  name: string,
  recognition: Recognition,
  document: DesignDocument | undefined,
  decisions: readonly Decision[],
): string {
  const parts = [
    `# ${escapeMarkdown(name)}`,
    `${escapeMarkdown(KINDS[recognition.kind])} ${escapeMarkdown(whyInWords(recognition))}`,
    ...(document ? [...aboutLevel(document), ...aboutPhases(document), ...aboutSuppressions(document)] : []),
    '## Who decided what',
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

const PRECEDENCE = `The first of these that speaks of the file decides its template: a \`<!-- design-docs: … -->\` comment in the file, its front matter, the nearest \`.design-docs.yaml\`, the settings, and last what the file itself shows. For the gate and the rules: the nearest \`.design-docs.yaml\`, the settings, the defaults.`;

function aboutLevel(document: DesignDocument): string[] {
  const { level, template, markdown } = document;
  if (!level.level) return [];
  const { field } = level;
  const at = field && `line ${lineAt(lineStarts(markdown.text), field.whole.start) + 1}`;
  const own = field?.reading.kind === 'set' ? field.reading.level : undefined;
  const judged = `**${escapeMarkdown(level.level.name)}**`;
  const isChosen = level.level !== (own ?? template.levels[0]);
  const said = own ? `${at} says ${escapeMarkdown(own.name)}` : 'the document does not set it';
  const words = isChosen
    ? `${judged}, as the option --level says; ${said}.`
    : own
      ? `${judged}, as ${at} says.`
      : `Not set${at ? ` (${at})` : ''}, so the document is judged as ${judged}.`;
  const gates = gatesAt(template, level.level);
  const missing = accountOf(document).gates;
  return [
    `## ${escapeMarkdown(template.levelField?.label ?? '')}`,
    words + (gates.length > 0 ? ` It asks for these gates: ${escapeMarkdown(gates.join(', '))}.` : ''),
    ...(missing.length > 0 ? [`Not named yet: ${escapeMarkdown(missing.join(', '))}.`] : []),
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
    ...(others ? [...(lists.length > 0 ? ['### In no phase'] : []), needsOf(document, undefined)] : []),
  ];
}

/** What a phase still needs, section by section; sections that are only recommended are named as such. */
function needsOf(document: DesignDocument, phase: number | undefined): string {
  const { level } = document;
  if (phase !== undefined && !isPhaseRequired(level.level, phase))
    return `Not required at ${escapeMarkdown(level.level?.name ?? '')}.`;
  const open = accountOf(document).open.filter((each) => each.phase === phase);
  const lines = open.flatMap(({ section: bound, topics }) => {
    const facts = [
      bound.phases[0] === phase ? stateInWords(bound) : '',
      topics.length > 0 ? `to be answered: ${topics.map(({ label }) => label).join(', ')}` : '',
      bound.need === 'recommended' ? 'only recommended' : '',
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
      : (covers && boundAt(document, covers.start)?.known.title) || 'a part';
    const names = rules.map(({ name }) => `\`${name}\``).join(', ');
    const line = lineAt(starts, comment.start) + 1;
    return `- Line ${line}: ${names} in ${escapeMarkdown(where)}${reason ? `: ${escapeMarkdown(reason)}` : ''}`;
  });
  return ['## What the file suppresses', lines.join('\n')];
}

function table(decisions: readonly Decision[]): string {
  const rows = decisions.map(
    ({ what, value, by }) => `| ${[what, value, by].map(escapeMarkdown).join(' | ')} |`,
  );
  return ['| What | Value | Decided by |', '| --- | --- | --- |', ...rows].join('\n');
}
