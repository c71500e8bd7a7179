import { TECHNICAL_DESIGN, templateFrom } from '../../support/engine.ts';

/** Rewrites the technical design template, or a document written from it, to an imaginary older version. */
export function older(text: string): string {
  return CHANGES.reduce((source, [now, before]) => source.replaceAll(now, before), text);
}

const CHANGES: readonly (readonly [string, string])[] = [
  ['Phase 1: Core Technical', 'Phase 1: Foundations'],
  ['## Data Model', '## Storage'],
  ['## Testing Strategy', '## Tests'],
  [
    '- Storage engines and retention policies (if applicable).',
    '- Storage engines and retention (if any).\n- Naming conventions.',
  ],
  ['- Non‑Goals: explicitly out‑of‑scope items to avoid scope creep.', '- Non‑Goals: what is left out.'],
  ['- Internal module interfaces as needed.\n', ''],
  ['## Open Questions', '## Glossary\n- Explain every abbreviation.\n\n## Open Questions'],
  ['- Caching/indexing/parallelism plans.', '- Caching plans.\n  - Sizes of caches.'],
];

export const OLDER = templateFrom(older(TECHNICAL_DESIGN.markdown.text));
