import type { BoundSection, DesignDocument } from '../document/document.ts';
import { goalsOf } from '../document/goals.ts';
import type { Template, TemplateSection } from '../template/template.ts';
import { fold } from '../text/fold.ts';
import { memo } from '../text/memo.ts';
import { mentioning } from '../text/words.ts';
import { defineRule, type Found } from './rule.ts';
import { judgedSections } from './sections.ts';

interface UnmeasurableGoal extends Found {
  readonly section: BoundSection;
}

/** Words that make a goal measurable in any context. Their plurals do, too. */
const MEASURES: readonly string[] = [
  // How many.
  ...[
    'zero',
    'one',
    'two',
    'three',
    'four',
    'five',
    'six',
    'seven',
    'eight',
    'nine',
    'ten',
    'eleven',
    'twelve',
  ],
  ...['dozen', 'hundred', 'thousand', 'million', 'billion', 'half', 'halve', 'halved', 'quarter'],
  ...[
    'once',
    'twice',
    'single',
    'double',
    'doubled',
    'triple',
    'percent',
    'percentage',
    'percentile',
    'both',
  ],
  // All or nothing.
  ...[
    'all',
    'any',
    'each',
    'every',
    'everyone',
    'everything',
    'no',
    'nobody',
    'none',
    'nothing',
    'never',
    'not',
  ],
  ...['always', 'only', 'without', 'cannot', 'entire', 'entirely', 'whole', 'fully', 'completely', 'exactly'],
  // Compared with what.
  ...['at most', 'at least', 'up to', 'below', 'under', 'above', 'within'],
  ...['a third', 'two third', 'a fifth', 'a tenth', 'fewer', 'as now', 'match', 'matches', 'down from'],
  ...['linear', 'linearly', 'sublinear', 'proportional', 'constant time'],
  ...['maximum', 'minimum', 'limit', 'threshold', 'budget', 'equal', 'identical', 'unchanged'],
  ...['as few', 'as little', 'as many', 'as fast', 'the same', 'parity', 'backward compatible', 'real time'],
  // By when.
  ...['second', 'minute', 'hour', 'hourly', 'day', 'daily', 'nightly', 'week', 'weekly', 'month', 'monthly'],
  ...[
    'year',
    'yearly',
    'millisecond',
    'today',
    'tomorrow',
    'deadline',
    'before',
    'until',
    'after',
    'by the end',
  ],
  ...['january', 'february', 'march', 'april', 'june', 'july', 'august', 'september', 'october', 'november'],
  ...['december', 'by may', 'in may', 'of may', 'immediately', 'instantly'],
  // Done or not done.
  ...[
    'eliminate',
    'eliminated',
    'retire',
    'retired',
    'sunset',
    'decommission',
    'decommissioned',
    'shut down',
  ],
  ...['drop the', 'dropped', 'replace the', 'replaces the', 'remove the', 'get rid of'],
  // Compared with a standard.
  ...['comply', 'complies', 'compliant', 'compliance', 'conform', 'conforms', 'conformance', 'certified'],
  // Names of measures.
  ...['slo', 'sla', 'sli', 'kpi', 'okr', 'nps', 'csat', 'mttr', 'rto', 'rpo'],
];

const mentionsKnown = mentioning(MEASURES);

/** Numbers that are not part of a name such as `S3`, comparison signs, percentiles, and quarters. */
const FIGURES = /(?<![\p{L}\p{N}_])\p{N}|[%‰<≤≥≠≈×$€£¥]|(?<![-=])>|\b(?:p\d{2}|q[1-4]|h[12])\b|n['’]t\b/u;
/** `than`, except in `rather than` and `other than`, which do not compare sizes. */
const COMPARISON = /(?<!\b(?:rather|other) )\bthan\b/;
const NUMBERING = /^(?:\[[ x]\] )?(?:goal|objective|g)? ?#?\d+[.:)]+\s/;

export default defineRule<UnmeasurableGoal>({
  id: 'unmeasurable-goal',
  group: 'content',
  severity: 'progressive',
  summary:
    'A goal has no number, unit, date, threshold, or comparison, and the template asks for measurable goals.',
  why: 'Nobody can tell when such a goal is met.',
  options: {
    measures: {
      type: 'array',
      items: { type: 'string', minLength: 1 },
      description: 'Additional words that make a goal measurable, such as the names of your own metrics.',
      default: [],
    },
  },
  examples: {
    template: `# Design

## Goals and Non-Goals
- Goals: bullet list of measurable objectives.
- Non-Goals: what is left out on purpose.
`,
    bad: `# Payments

## Goals and Non-Goals
- Goals:
  - Refunds are fast.
    ~~~~~~~~~~~~~~~~~
  - Half as many calls reach the support team.
- Non-Goals: refunds to gift cards.
`,
    good: `# Payments

## Goals and Non-Goals
- Goals:
  - 99 % of refunds arrive within a minute.
  - Half as many calls reach the support team.
- Non-Goals: refunds to gift cards.
`,
  },
  *find(document, { options }) {
    if (document.isForeign) return;
    const judged = judgedSections(document).filter(
      (section) =>
        (section.state === 'draft' || section.state === 'written') && asksForMeasures(document, section),
    );
    if (judged.length === 0) return;
    const isMeasured = measuredBy((options['measures'] as readonly string[]).map(fold));
    for (const section of judged) {
      for (const { start, end, words, intro } of goalsOf(document, section)) {
        if (!isMeasured(words) && !isMeasured(intro)) yield { at: { start, end }, section };
      }
    }
  },
  message: () =>
    'This goal cannot be measured, so nobody can tell when it is met. Add a number, date, threshold, or comparison.',
});

/** Many templates want goals in plain words. Only sections whose template text asks for measurable goals are checked. */
function asksForMeasures({ template }: DesignDocument, { known }: BoundSection): boolean {
  return mentionsMeasures(known, template);
}

const mentionsMeasures = memo(({ source }: TemplateSection, { markdown }: Template): boolean =>
  /\b(?:measur|metric|quantif|threshold|success criteria)/i.test(markdown.slice(source.start, source.end)),
);

/** Goals in a script other than Latin always pass, because their words cannot be checked. */
function measuredBy(measures: readonly string[]): (words: string) => boolean {
  const mentionsOwn = mentioning(measures);
  const mentionsMeasure = (said: string): boolean => mentionsKnown(said) || mentionsOwn(said);
  return (words) => {
    const said = words.replace(NUMBERING, '');
    const isLatin = /[a-z]/.test(said);
    return said !== '' && (!isLatin || FIGURES.test(said) || COMPARISON.test(said) || mentionsMeasure(said));
  };
}
