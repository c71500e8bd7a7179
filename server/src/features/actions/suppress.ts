import type { DesignDocument } from '../../document/document.ts';
import { insertLineAbove } from '../../document/whole-lines.ts';
import type { Finding } from '../../rules/check.ts';
import { RULES } from '../../rules/index.ts';
import { sectionAt } from '../../template/outline.ts';
import type { TextEdit } from '../../text/range.ts';
import type { Action, Offer } from './action.ts';

/** For what is found: a comment that lets it stand, with the reason that the author goes on to write. */
export const offerSuppressions: Offer = (document, _, findings) => {
  const seen = new Set<string>();
  return findings.flatMap((finding): Action[] => {
    if (finding.severity === 'hint' || !IDS.has(finding.rule) || seen.has(finding.rule)) return [];
    seen.add(finding.rule);
    return [suppress(document, finding)];
  });
};

/** Rules about suppressions cannot themselves be suppressed. */
const IDS = new Set(RULES.map(({ id }) => id));

function suppress({ markdown, outline }: DesignDocument, finding: Finding): Action {
  const { text, frontMatter } = markdown;
  const section = sectionAt(outline, finding.start);
  const isTitle = section?.rank === 1 && section === outline.sections[0];
  const top = frontMatter?.end ?? (text.startsWith('\uFEFF') ? 1 : 0);
  const line = `<!-- design-docs-disable ${finding.rule}: -->`;
  const above: TextEdit = insertLineAbove(text, section?.start ?? top, line);
  const cursor = line.length - '-->'.length;
  return {
    kind: 'quickfix',
    title: `Allow ${finding.rule} in this ${section && !isTitle ? 'section' : 'file'}, with a reason`,
    // A space on both sides of the cursor, so that the reason stands free of the comment's end.
    edits: [{ ...above, newText: above.newText.replace(': -->', ':  -->'), cursor }],
    finding,
  };
}
