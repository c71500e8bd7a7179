import type { Block, Comment } from '../markdown/blocks.ts';
import { levelFilter, markerOf, type PhaseMarker, readPhaseMarker } from '../structure/phase-marker.ts';
import type { Level, Template } from '../template/template.ts';
import { fold } from '../text/fold.ts';
import { quoted } from './phrases.ts';
import { defineTemplateRule, type Found, type Severity } from './rule.ts';

interface WrongMarker extends Found {
  readonly severity: Severity;
  readonly message: string;
}

export default defineTemplateRule<WrongMarker>({
  id: 'template-marker',
  group: 'template files',
  severity: 'error',
  summary:
    'A phase marker in a template cannot be parsed, is not above a heading, renames a phase, or names a level that the template does not list.',
  why: 'Phases come only from the markers. A wrong marker puts a section in no phase or in the wrong one.',
  examples: {
    bad: `---
design-docs: {}
---
# Payments

<!-- Phase 1 - Design -->
~~~~~~~~~~~~~~~~~~~~~~~~~
## Overview
Say what it is.

<!-- Phase 1: Design -->
## Components
Say what it is made of.

<!-- Phase 1: Drawing -->
~~~~~~~~~~~~~~~~~~~~~~~~~
## Interfaces
Say how it is called.
`,
    good: `---
design-docs: {}
---
# Payments

<!-- Phase 1: Design -->
## Overview
Say what it is.

<!-- Phase 1: Design (basic) | Phase 2: Rollout -->
## Components
Say what it is made of.
`,
  },
  *find({ template }) {
    const { text, blocks } = template.markdown;
    const leads = template.sections.map(({ source }) => source.lead);
    const above = new Set(leads.flat().map(({ start }) => start));
    const deciding = new Set(leads.map((lead) => lead.find((comment) => markerOf(text, comment))?.start));
    const phases = new Map<number, NamedPhase>();
    for (const comment of blocks) {
      if (comment.kind !== 'comment') continue;
      const body = text.slice(comment.body.start, comment.body.end);
      const reading = readPhaseMarker(body) ?? (/^\s*phase\s*:/i.test(body) ? 'malformed' : undefined);
      if (reading === undefined) continue;
      if (reading === 'malformed') yield { at: comment, severity: 'error', message: UNREADABLE };
      else if (!above.has(comment.start)) yield { at: comment, severity: 'warning', message: ORPHAN };
      else if (!deciding.has(comment.start)) yield { at: comment, severity: 'warning', message: SECOND };
      else yield* wrongNames(comment, reading, phases, template.levels);
    }
    yield* unmarked(template, blocks);
  },
  message: ({ message }) => message,
});

/** Sections that no level requires because they are in no phase, unless the template shows that this is intended. */
function* unmarked({ phases, sections }: Template, blocks: readonly Block[]): Generator<WrongMarker> {
  if (phases.length === 0) return;
  for (const { phases: own, policy, parent, title, source, isOptional, isRepeated } of sections) {
    const isMeant = policy['required-from'] !== undefined || isOptional || isRepeated;
    // A comment above the heading can be a malformed marker, which has its own finding.
    const hasComment = blocks.findLast(({ start }) => start < source.heading.start)?.kind === 'comment';
    if (own.length > 0 || isMeant || parent || hasComment) continue;
    const message = `${quoted(title)} is in no phase, so no document requires it. Add a phase marker above it, or “(optional)” after its name.`;
    yield { at: source.heading, severity: 'warning', message };
  }
}

interface NamedPhase {
  readonly name: string;
  readonly comment: Comment;
}

const UNREADABLE =
  'This phase marker cannot be parsed, so it has no effect. Write it like “Phase 1: Name” or “Phase 1: Name | Phase 2: Other name”.';
const ORPHAN =
  'This phase marker is not directly above the heading of a section, so it has no effect. Move it there, or remove it.';
const SECOND =
  'The heading below already has a phase marker, so this one has no effect. Use one marker, like “Phase 1: Name | Phase 2: Other name”.';

/** The first problem in a marker's phases. `phases` contains the phases of the markers before it. */
function* wrongNames(
  comment: Comment,
  { alternatives }: PhaseMarker,
  phases: Map<number, NamedPhase>,
  levels: readonly Level[],
): Generator<WrongMarker> {
  for (const alternative of alternatives) {
    const { number, name, qualifier } = alternative;
    const known = phases.get(number);
    if (known && fold(known.name) !== fold(name)) {
      const message = `Phase ${number} is named ${quoted(known.name)} in an earlier marker, and only that name counts. Use it here too, or change the number.`;
      const { start, end } = known.comment;
      const related = [{ in: 'document' as const, start, end, message: 'The name that counts' }];
      yield { at: comment, severity: 'error', message, related };
      return;
    }
    if (!known) phases.set(number, { name, comment });
    const names = levels.map((level) => level.name);
    const isNamed = qualifier.some((part) => levelFilter({ ...alternative, qualifier: [part] }, names));
    if (!isNamed || levelFilter(alternative, names)) continue;
    const message = `“(${qualifier.join('/')})” has no effect because it contains a word that is not a quality level. Correct it, or remove the levels.`;
    yield { at: comment, severity: 'warning', message };
    return;
  }
}
