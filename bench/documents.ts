import { BUILTIN_TEMPLATES } from '../server/src/template/builtin.generated.ts';
import { loadTemplate } from '../server/src/template/template-file.ts';

const words =
  `request service queue replica latency budget shard tenant ledger cache token schema index canary retry
backoff quorum snapshot gateway worker consumer partition offset metric trace alert operator region failover contract
migration boundary payload cursor lease watermark throughput saturation deadline circuit policy`.split(/\s+/);

/**
 * A finished technical design of about `size` characters: every section of the built-in template, filled with prose, links,
 * lists, tables, code and nested headings. The text is the same on each call.
 */
export function finishedDesign(size: number): string {
  const random = seeded(42);
  const beginnings = sectionBeginnings();
  const share = size / beginnings.length;
  const sections = beginnings.map((beginning) => filled(random, beginning + paragraph(random), share));
  return `# Technical Design\n\n${sections.join('')}`;
}

/** The size of one of the author's own sections, in characters. */
const OWN_SECTION = 1000;

/**
 * A finished technical design of about `size` characters. The template's sections are short; the rest is `##` sections that the
 * template does not have, as in many large documents. The text is the same on each call.
 */
export function designWithOwnSections(size: number): string {
  const random = seeded(42);
  const sections = sectionBeginnings().map((beginning) => `${beginning}${sentence(random)}\n\n`);
  let text = `# Technical Design\n\n${sections.join('')}`;
  for (let nth = 1; text.length < size; nth++)
    text += filled(random, `## Component ${nth}: ${some(random, 2)}\n\n${paragraph(random)}`, OWN_SECTION);
  return text;
}

/** The sections of the built-in template: each with its phase marker, its heading, and the text that it cannot do without. */
function sectionBeginnings(): string[] {
  const template = loadTemplate(BUILTIN_TEMPLATES[0] as (typeof BUILTIN_TEMPLATES)[number]);
  return template.sections.map(
    ({ title, markerText, id }) =>
      `${markerText ? `${markerText}\n` : ''}## ${title}\n\n${OPENINGS[id] ?? ''}`,
  );
}

/** Text that a section needs so that a document at the level `production` has no finding. */
const OPENINGS: Readonly<Record<string, string>> = {
  quality:
    '- Quality Level: production\n- Entry/Exit criteria:\n  - Tests, lint, coverage and two reviews.\n\n',
  configuration: 'Secrets live in the vault.\n\n',
  'error-handling-and-resilience': 'Each call has a timeout.\n\n',
  'rollout-and-migration': 'A rollback takes a minute; health checks and monitoring decide.\n\n',
};

type Random = (below: number) => number;

function seeded(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state % below;
  };
}

/** Appends blocks to a section as long as it stays below `size` characters. */
function filled(random: Random, section: string, size: number): string {
  let text = section;
  for (let next = block(random); text.length + next.length < size; next = block(random)) text += next;
  return text;
}

function block(random: Random): string {
  const kinds = [
    paragraph,
    paragraph,
    paragraph,
    () => lines(random, () => `- **${some(random, 2)}:** ${some(random, 8)}\n  - ${some(random, 7)}`),
    () =>
      `| name | target |\n| --- | --- |\n${lines(random, () => `| \`${some(random, 1)}\` | ${random(999)} ms |`)}`,
    () =>
      `\`\`\`ts\n${lines(random, () => `const ${some(random, 1)} = ${random(99)}; // # no heading`).trim()}\n\`\`\`\n\n`,
    () => `### ${some(random, 3)}\n\n`,
  ];
  return (kinds[random(kinds.length)] ?? paragraph)(random);
}

function paragraph(random: Random): string {
  return lines(random, () => sentence(random));
}

function sentence(random: Random): string {
  const link = random(3) === 0 ? `, as in [${some(random, 2)}](#architecture)` : '';
  return `The ${some(random, 12)}${link}.`;
}

/** Three to seven lines, followed by a blank one. */
function lines(random: Random, line: () => string): string {
  return `${Array.from({ length: 3 + random(5) }, line).join('\n')}\n\n`;
}

function some(random: Random, count: number): string {
  return Array.from({ length: count }, () => words[random(words.length)]).join(' ');
}
