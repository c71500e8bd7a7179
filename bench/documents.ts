import { BUILTIN_TEMPLATES } from '../server/src/template/builtin.generated.ts';
import { loadTemplate } from '../server/src/template/template-file.ts';

const words =
  `request service queue replica latency budget shard tenant ledger cache token schema index canary retry
backoff quorum snapshot gateway worker consumer partition offset metric trace alert operator region failover contract
migration boundary payload cursor lease watermark throughput saturation deadline circuit policy`.split(/\s+/);

/**
 * A finished technical design of about `size` characters, the same at each call: every section of the built-in
 * template, filled with prose, lists, tables, code and nested headings.
 */
export function finishedDesign(size: number): string {
  const template = loadTemplate(BUILTIN_TEMPLATES[0] as (typeof BUILTIN_TEMPLATES)[number]);
  const random = seeded(42);
  const share = size / template.sections.length;
  const sections = template.sections.map(({ title, markerText, id }) => {
    let text = `${markerText ? `${markerText}\n` : ''}## ${title}\n\n${OPENINGS[id] ?? ''}`;
    while (text.length < share) text += block(random);
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
  const some = (count: number): string =>
    Array.from({ length: count }, () => words[random(words.length)]).join(' ');
  const lines = (line: () => string): string => Array.from({ length: 3 + random(5) }, line).join('\n');
  const paragraph = (): string => lines(() => `The ${some(12)}.`);
  const kinds = [
    paragraph,
    paragraph,
    paragraph,
    () => lines(() => `- **${some(2)}:** ${some(8)}\n  - ${some(7)}`),
    () => `| name | target |\n| --- | --- |\n${lines(() => `| \`${some(1)}\` | ${random(999)} ms |`)}`,
    () => `\`\`\`ts\n${lines(() => `const ${some(1)} = ${random(99)}; // # no heading`)}\n\`\`\``,
    () => `### ${some(3)}`,
  ];
  return `${(kinds[random(kinds.length)] ?? paragraph)()}\n\n`;
}
