import { l10n, window } from 'vscode';
import type { Readiness, ReadinessSection } from '../../../server/src/protocol.ts';
import { isLeft, missingSections, presentSections } from '../outline.ts';
import { editorOf, goToSection, sectionAt } from '../sections.ts';
import type { CommandContext, Handler } from './handler.ts';
import { insertInto } from './insert-section.ts';
import { onDocument } from './on-document.ts';

/** Goes to the next section that still needs work. If the rest are missing, offers to insert the first of them. */
export const nextUnwritten: Handler = onDocument((context, shown) => goTo(context, shown, nextLeft));

/** Like `nextUnwritten`, but upward. */
export const previousUnwritten: Handler = onDocument((context, shown) => goTo(context, shown, previousLeft));

type Choose = (left: readonly ReadinessSection[], readiness: Readiness) => ReadinessSection | undefined;

async function goTo(context: CommandContext, shown: Readiness, choose: Choose): Promise<void> {
  const section = choose(presentSections(shown).filter(isLeft), shown);
  if (section) return goToSection(shown, section);
  const [missing] = missingSections(shown);
  if (!missing) {
    window.showInformationMessage(l10n.t('All required sections are written.'));
    return;
  }
  const insert = l10n.t('Insert {0}', missing.title);
  const message = l10n.t('All sections in the document are written. {0} is missing.', missing.title);
  if ((await window.showInformationMessage(message, insert)) === insert) {
    await insertInto(context, shown, missing);
  }
}

/** The first section whose heading is below the cursor, or the first one overall. */
const nextLeft: Choose = (left, readiness) => {
  const line = editorOf(readiness)?.selection.active.line ?? 0;
  return left.find(({ heading }) => heading && heading.start.line > line) ?? left[0];
};

/** The last section whose heading is above the section at the cursor, or the last one overall. */
const previousLeft: Choose = (left, readiness) => {
  const cursor = editorOf(readiness)?.selection.active;
  const section = cursor && sectionAt(readiness, cursor);
  const line = Math.min(cursor?.line ?? 0, section?.heading?.start.line ?? Number.POSITIVE_INFINITY);
  return left.findLast(({ heading }) => heading && heading.start.line < line) ?? left.at(-1);
};
