import { type BoundSection, contentOf, type DesignDocument, sectionOf } from '../document/document.ts';
import { addTopics, missingTopics } from '../document/edits/add-topics.ts';
import { lineIn } from '../markdown/markdown.ts';
import type { Section } from '../structure/sections.ts';
import type { Topic } from '../template/template.ts';
import { fold } from '../text/fold.ts';
import { listed, quoted, requirementOf, titleOf } from './phrases.ts';
import { defineRule, type Found } from './rule.ts';
import { judgedSections } from './sections.ts';

interface MissingTopic extends Found {
  readonly section: BoundSection;
  readonly topics: readonly Topic[];
}

export default defineRule<MissingTopic>({
  id: 'missing-topic',
  group: 'content',
  severity: 'progressive',
  summary: 'A written section does not cover a topic that the quality level requires.',
  why: 'A reader cannot tell whether the topic was forgotten or does not apply.',
  examples: {
    template: `---
design-docs:
  sections:
    Rollout:
      topics:
        - label: Rollback
          terms: [roll back, revert]
        - label: Health checks
          terms: [readiness, liveness, probe]
---
# Design

## Rollout
Describe how the change reaches its users and what you monitor.
`,
    bad: `# Payments

## Rollout
~~~~~~~~~~
The pipeline deploys to one region after the other.
`,
    good: `# Payments

## Rollout
The pipeline deploys to one region after the other, and reverts the change if the first region is unhealthy.

- **Health checks:** \`/ready\` returns 200 once the queue is reachable.
`,
    fixed: `# Payments

## Rollout
The pipeline deploys to one region after the other.

- **Rollback:** TBD
- **Health checks:** TBD
`,
  },
  *find(document) {
    for (const section of judgedSections(document)) {
      if (section.state !== 'draft' && section.state !== 'written') continue;
      const reported = reportedWords(document, section);
      const byPhase = new Map<number | undefined, Topic[]>();
      for (const { topic, phase } of section.unanswered) {
        if (topic.isMentioned(reported)) continue;
        byPhase.set(phase, [...(byPhase.get(phase) ?? []), topic]);
      }
      const at = (sectionOf(document, section) as Section).heading;
      for (const [phase, topics] of byPhase) yield { at, section, phase, topics };
    }
  },
  message({ section, phase, topics }, document) {
    const names = listed(
      topics.map(({ label }) => withoutCapital(label)),
      'or',
    );
    const requirement = requirementOf(document, { ...section, phases: phase === undefined ? [] : [phase] });
    const line = topics.length > 1 ? 'lines' : 'a line';
    const topicsAre = topics.length > 1 ? 'These topics are' : 'This topic is';
    return `${titleOf(section)} does not cover ${names}. ${topicsAre} ${requirement}: add ${line} such as ${quoted(`${topics[0]?.label}: …`)}.`;
  },
  fix({ section, topics }, document) {
    const lacking = missingTopics(document).find(({ bound }) => bound === section);
    const asked = lacking?.topics.filter((topic) => topics.includes(topic)) ?? [];
    if (!lacking || asked.length === 0) return [];
    const labels = listed(asked.map(({ label }) => quoted(label)));
    const title = `Add ${asked.length > 1 ? 'lines' : 'a line'} for ${labels}`;
    return [{ title, edits: addTopics(document, [{ ...lacking, topics: asked }]), preferred: true }];
  },
});

/** The words of lines with findings about template text or placeholders. To fix those is to answer their topics. */
function reportedWords(document: DesignDocument, section: BoundSection): string {
  const { markdown } = document;
  const content = contentOf(document, section);
  const leftovers = content?.leftovers ?? [];
  const placeholders = (content?.placeholders ?? []).map(({ start }) => lineIn(markdown, start));
  return fold([...leftovers, ...placeholders].map(({ start, end }) => markdown.slice(start, end)).join('\n'));
}

/** A label within a sentence: "Rollback" becomes "rollback", and "SLOs" stays. */
function withoutCapital(label: string): string {
  return /^\p{Lu}\p{Ll}/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}
