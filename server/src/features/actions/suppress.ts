import type { DesignDocument } from '../../document/document.ts';
import { insertLineAbove } from '../../document/edits/whole-lines.ts';
import type { Markdown } from '../../markdown/markdown.ts';
import type { Finding } from '../../rules/check.ts';
import { RULES } from '../../rules/index.ts';
import { type Section, sectionAt } from '../../structure/sections.ts';
import { lineBreakOf } from '../../text/lines.ts';
import type { TextEdit } from '../../text/range.ts';
import type { Action, Offer } from './action.ts';

/**
 * For each finding: insert a comment that suppresses its rule. The author adds the reason. The action is not linked to
 * the finding, because VS Code lists linked actions first.
 */
export const offerSuppressions: Offer = (document, _, findings) => {
  const first = new Map<string, Finding>();
  for (const finding of findings) {
    const isSuppressible = finding.severity !== 'hint' && IDS.has(finding.rule);
    if (isSuppressible && !first.has(finding.rule)) first.set(finding.rule, finding);
  }
  const what = (rule: string): string => (first.size === 1 ? 'this finding' : rule);
  return [...first.values()].flatMap((finding) => suppress(document, finding, what(finding.rule)));
};

/** Rules about suppressions cannot themselves be suppressed. */
const IDS = new Set(RULES.map(({ id }) => id));

function suppress({ markdown, outline }: DesignDocument, finding: Finding, what: string): Action[] {
  const section = sectionAt(outline, finding.start);
  const [first] = outline.sections;
  // A comment directly above a heading that is not the title applies to that section only, not to the file.
  if (!section && outline.preamble.length === 0 && first && first.rank > 1) return [];
  const start = `<!-- design-docs-disable ${finding.rule}: `;
  const isTitle = section?.rank === 1 && section === first;
  const where = section && !isTitle ? 'here' : 'in this file';
  // A space on both sides of the cursor separates the reason from the end of the comment.
  const edit = insertComment(markdown, section, `${start} -->`);
  return [
    {
      kind: 'quickfix',
      title: `Ignore ${what} ${where} (add a reason)`,
      edits: [{ ...edit, cursor: edit.newText.indexOf(start) + start.length }],
    },
  ];
}

/** Above the section, or at the top of the file. */
function insertComment(
  { text, frontMatter }: Markdown,
  section: Section | undefined,
  comment: string,
): TextEdit {
  if (section || !frontMatter) return insertLineAbove(text, section?.start ?? startOf(text), comment);
  const { end } = frontMatter;
  return { start: end, end, newText: lineBreakOf(text) + comment };
}

function startOf(text: string): number {
  return text.startsWith('\uFEFF') ? 1 : 0;
}
