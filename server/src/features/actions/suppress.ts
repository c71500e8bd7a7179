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
 * For what is found: a comment that lets it stand, with the reason that the author goes on to write. It names no finding,
 * since VS Code shows first what mends one.
 */
export const offerSuppressions: Offer = (document, _, findings) => {
  const seen = new Set<string>();
  return findings.flatMap((finding): Action[] => {
    if (finding.severity === 'hint' || !IDS.has(finding.rule) || seen.has(finding.rule)) return [];
    seen.add(finding.rule);
    return suppress(document, finding);
  });
};

/** Rules about suppressions cannot themselves be suppressed. */
const IDS = new Set(RULES.map(({ id }) => id));

function suppress({ markdown, outline }: DesignDocument, finding: Finding): Action[] {
  const section = sectionAt(outline, finding.start);
  const [first] = outline.sections;
  const isTitle = section?.rank === 1 && section === first;
  // Right above a heading that is no title a comment speaks of that section, and of nothing before it.
  if (!section && outline.preamble.length === 0 && first && first.rank > 1) return [];
  const start = `<!-- design-docs-disable ${finding.rule}: `;
  // A space on both sides of the cursor, so that the reason stands free of the comment's end.
  const edit = insertComment(markdown, section, `${start} -->`);
  const place = section && !isTitle ? 'section' : 'file';
  return [
    {
      kind: 'quickfix',
      title: `Allow ${finding.rule} in this ${place}, with a reason`,
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
