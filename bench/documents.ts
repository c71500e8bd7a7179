import { BUILTIN_TEMPLATES } from '../server/src/template/builtin.generated.ts';
import { loadTemplate } from '../server/src/template/template-file.ts';

const words =
  `request service queue replica latency budget shard tenant ledger cache token schema index canary retry
backoff quorum snapshot gateway worker consumer partition offset metric trace alert operator region failover contract
migration boundary payload cursor lease watermark throughput saturation deadline circuit policy`.split(/\s+/);

/**
 * A finished technical design of about `size` characters, the same at each call: every section of the built-in
 * template, filled with prose, links, lists, tables, code and nested headings.
 */
export function finishedDesign(size: number): string {
  const template = loadTemplate(BUILTIN_TEMPLATES[0] as (typeof BUILTIN_TEMPLATES)[number]);
  const random = seeded(42);
  const share = size / template.sections.length;
  const sections = template.sections.map(({ title, markerText, id }) => {
    let text = `${markerText ? `${markerText}\n` : ''}## ${title}\n\n${OPENINGS[id] ?? ''}${paragraph(random)}`;
    for (let next = block(random); text.length + next.length < share; next = block(random)) text += next;
    return text;
  });
  return `# Technical Design\n\n${sections.join('')}`;
}

/** What a section needs so that a production document has no finding. */
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
  return lines(random, () => {
    const link = random(3) === 0 ? `, as in [${some(random, 2)}](#architecture)` : '';
    return `The ${some(random, 12)}${link}.`;
  });
}

/** Some lines, and a blank one. */
function lines(random: Random, line: () => string): string {
  return `${Array.from({ length: 3 + random(5) }, line).join('\n')}\n\n`;
}

function some(random: Random, count: number): string {
  return Array.from({ length: count }, () => words[random(words.length)]).join(' ');
}
