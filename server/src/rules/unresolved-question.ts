import type { BoundSection } from '../document/document.ts';
import { openQuestions, type Question } from '../document/questions.ts';
import { FROM_PRODUCTION, isFromLevel } from './from-level.ts';
import { defineRule, type Found } from './rule.ts';
import { judgedSections } from './sections.ts';

interface UnresolvedQuestion extends Found {
  readonly section: BoundSection;
}

/** Signs of an owner in the words of a question, as a reader sees them. */
const OWNERS: readonly RegExp[] = [
  // A handle, a ticket or an address.
  /(?<![\p{L}\p{N}.])@[\p{L}\p{N}]/u,
  /(?<![\p{L}\p{N}])#\d+|\b(?!UTF-|SHA-|ISO-|RFC-|AES-|HTTP-)[A-Z][A-Z0-9]+-\d+\b|https?:\/\//u,
  // `Owner: …`, `Ada decides`, `legal to confirm`, `ask Ada`.
  /\b(?:owners?|owned by|owns|assignees?|assigned to|DRI|responsible|contact)\b/i,
  /\b(?:decides|answers|confirms|clarifies|investigates|asks|checks|measures|looks into|finds out|is asking|(?:will|(?<!\b(?:need|needs|have|has|had|yet|how|what|when|where|us) )to) (?:decide|answer|confirm|clarify|investigate|ask|check|say|tell|measure|look into|find out))\b/i,
  /\b(?:waiting (?:for|on)|blocked (?:on|by)|pending with|agreed with) (?:the |an? )?[\p{L}]/iu,
  /\b[Aa]sk(?:ed|ing)? (?:the )?\p{Lu}/u,
  // `… in cash? Lawyer`, `… in cash? → Ada`, `… in cash? [Ada]`, `… in cash - Ada, in winter`.
  /\?[)\s]*(?:[→➡⇒]\uFE0F?\s*)?(?!(?:t\.?b\.?d|todo|open|unclear|unknown|undecided|unresolved|unsure|not|maybe|perhaps|possibly|probably|depends|needs?|to|if|and|or|also|later|important|blocking|blocker|critical|urgent|(?:high|low|medium) priority|discuss|why|how|what|when)\b)\p{L}[\p{L}'’.-]*(?: \p{L}[\p{L}'’.-]*)?\s*$/iu,
  /[→➡⇒]\uFE0F?\s*\p{Lu}|\?\s*\[\p{Lu}[\p{L} .'’-]*\]\s*$|\s[–—-]\s\p{Lu}\p{Ll}+, \p{L}+\.?\s*$/u,
  // `(Ada Lovelace)`, `(the platform team)`, `— Ada Lovelace` at the end.
  /\((?=[^()]*\))\p{Lu}\p{Ll}[\p{L}'’.-]*(?:(?:,|\/| and| &)? \p{Lu}[\p{L}'’.-]*){0,3}[,;:–—)-]/u,
  /\b(?:team|squad|guild|group|committee|council)\)/i,
  /(?:\s--?\s|\s?[–—]\s?)(?:the )?(?:\p{Lu}\p{Ll}[\p{L}'’.-]*)(?: (?:and )?\p{Lu}[\p{L}'’.-]*){0,2}\.?\s*$/u,
  /(?:\s--?\s|\s?[–—]\s?)(?:the )?[\p{L} -]{1,40}\b(?:team|squad|guild|group|committee|council)\.?\s*$/u,
];

/** Signs in the source: a link, and a name in bold before a colon. */
const LINKED =
  /\]\([^)\s]|\]\[|<(?:https?|mailto):|^[*_]{2}(?!Q\d|Question|Topic|Issue|Risk|Open)\p{Lu}\p{Ll}[\p{L}'’.-]*(?: \p{Lu}[\p{L}'’.-]*){0,2}(?::[*_]{2}|[*_]{2}\s*:)/u;

/** Signs of a date by which a question is answered. */
const DATES: readonly RegExp[] = [
  /\b20\d\d\b|\b\d{1,2}[./]\d{1,2}(?:[./]\d|\.(?!\d))/,
  /\b(?:Q[1-4]|H[12])\b|\b(?:sprint|milestone|phase|week|iteration) \d/i,
  /\b(?:jan(?:uary)?|feb(?:ruary)?|apr(?:il)?|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow)\b/i,
  /\b(?:in|by|until|before|end of|mid|early|late) (?:march|may)\b|\b(?:March|May) \d|\b\d{1,2}(?:st|nd|rd|th)?\.? (?:March|May)\b/i,
  /\b(?:next|this|end of|within|in) (?:(?:the|a|one|two|three|\d{1,4}) )?(?:days?|weeks?|months?|quarters?|sprints?|years?|releases?|iterations?)\b/i,
  /\b(?:by|due|deadline|eta)[\s:]{1,3}(?:the |our |we )?(?:end|mid|start|launch|release|ga\b|beta|alpha|go-live|production|rollout|review|phase|\d)/i,
  /\b(?:before|until|at|with|after) (?:the |we |our )?(?:first |next |public |general )?(?:launch|release|ga|beta|alpha|go[- ]live|rollout|production|merge|implementation|review|freeze|migration|cutover|sign-off)\b/i,
];

export default defineRule<UnresolvedQuestion>({
  id: 'unresolved-question',
  group: 'content',
  severity: 'info',
  summary: 'An open question has neither an owner nor a date.',
  why: 'A question without an owner or a date tends to stay open until it is decided by accident.',
  options: { from: FROM_PRODUCTION },
  examples: {
    template: `# Design

## Quality
- Quality Level: prototype | production

## Open Questions
What is still to be decided.
`,
    bad: `# Payments

## Quality
- Quality Level: production

## Open Questions
- Do we refund to gift cards?
  ~~~~~~~~~~~~~~~~~~~~~~~~~~~
- Who pays the fee of a refund? (Ada)
`,
    good: `# Payments

## Quality
- Quality Level: production

## Open Questions
- Do we refund to gift cards? To be decided by the end of June.
- Who pays the fee of a refund? (Ada)
- ~~Do we refund in cash?~~ No.
`,
  },
  *find(document, { options }) {
    if (document.isForeign || !isFromLevel(document, options['from'])) return;
    for (const section of judgedSections(document)) {
      if (section.state !== 'draft' && section.state !== 'written') continue;
      for (const question of openQuestions(document, section)) {
        const { start, end } = question;
        if (!hasOwner(question) && !hasDate(question)) yield { at: { start, end }, section };
      }
    }
  },
  message: () => 'This open question has neither an owner nor a date. Say who answers it, or by when.',
});

function hasOwner({ source, words, isAssigned }: Question): boolean {
  return isAssigned || LINKED.test(source) || OWNERS.some((sign) => sign.test(words));
}

function hasDate({ words }: Question): boolean {
  return DATES.some((sign) => sign.test(words));
}
