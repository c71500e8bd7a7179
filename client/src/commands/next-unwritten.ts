import { l10n, window } from 'vscode';
import type { Readiness, ReadinessSection } from '../../../server/src/protocol.ts';
import { editorOf, goToSection, presentSections } from '../sections.ts';
import type { Handler } from './handler.ts';
import { insertInto, missingSections } from './insert-section.ts';

/** Goes to the next section in which something is left. If only missing ones are left, offers to insert the first. */
export const nextUnwritten: Handler = async (workbench) => {
  const { shown } = workbench.documents;
  if (!shown) return;
  const next = nextLeft(shown, editorOf(shown)?.selection.active.line ?? 0);
  if (next) return goToSection(shown, next);
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
};

/** The first one whose heading is below the line, or else the first of all. */
function nextLeft(shown: Readiness, line: number): ReadinessSection | undefined {
  const left = presentSections(shown).filter(
    ({ need, done, unanswered }) => need !== 'none' && (!done || unanswered.length > 0),
  );
  return left.find(({ heading }) => heading && heading.start.line > line) ?? left[0];
}
