import { l10n, window } from 'vscode';
import type { Readiness, ReadinessSection } from '../../../server/src/protocol.ts';
import { isLeft, missingSections, presentSections } from '../outline.ts';
import { editorOf, goToSection, sectionAt } from '../sections.ts';
import type { Handler, Workbench } from './handler.ts';
import { insertInto } from './insert-section.ts';
import { onDocument } from './on-document.ts';

/** Goes to the next section in which something is left. If only missing ones are left, offers to insert the first. */
export const nextUnwritten: Handler = onDocument((workbench, shown) => goTo(workbench, shown, nextLeft));

/** The same upwards. */
export const previousUnwritten: Handler = onDocument((workbench, shown) =>
  goTo(workbench, shown, previousLeft),
);

type Choose = (left: readonly ReadinessSection[], readiness: Readiness) => ReadinessSection | undefined;

async function goTo(workbench: Workbench, shown: Readiness, choose: Choose): Promise<void> {
  const section = choose(presentSections(shown).filter(isLeft), shown);
  if (section) return goToSection(shown, section);
  const [missing] = missingSections(shown);
  if (!missing) {
    window.showInformationMessage(l10n.t('Every section that is asked for is written.'));
    return;
  }
  const insert = l10n.t('Insert {0}', missing.title);
  const message = l10n.t('What is here is written; {0} is missing.', missing.title);
  if ((await window.showInformationMessage(message, insert)) === insert) {
    await insertInto(workbench, shown, missing);
  }
}

/** The first one whose heading is below the cursor, or else the first of all. */
const nextLeft: Choose = (left, readiness) => {
  const line = editorOf(readiness)?.selection.active.line ?? 0;
  return left.find(({ heading }) => heading && heading.start.line > line) ?? left[0];
};

/** The last one whose heading is above the section of the cursor, or else the last of all. */
const previousLeft: Choose = (left, readiness) => {
  const cursor = editorOf(readiness)?.selection.active;
  const section = cursor && sectionAt(readiness, cursor);
  const line = Math.min(cursor?.line ?? 0, section?.heading?.start.line ?? Number.POSITIVE_INFINITY);
  return left.findLast(({ heading }) => heading && heading.start.line < line) ?? left.at(-1);
};
