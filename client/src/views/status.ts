import {
  type Disposable,
  l10n,
  MarkdownString,
  StatusBarAlignment,
  type StatusBarItem,
  window,
} from 'vscode';
import type { Readiness } from '../../../server/src/protocol.ts';
import type { CommandId } from '../commands/table.ts';
import type { Documents } from '../documents.ts';

/** Shows the level and progress of the shown document. The tooltip has its template. A click sets the level, if any. */
export function createStatusItem(documents: Documents): Disposable {
  const item = window.createStatusBarItem('designDocs.status', StatusBarAlignment.Right, 100);
  item.name = 'Design Docs';
  const render = (): void => {
    const { shown } = documents;
    if (shown) describe(item, shown);
    if (shown) item.show();
    else item.hide();
  };
  render();
  const subscription = documents.onDidChange(render);
  return {
    dispose: () => {
      subscription.dispose();
      item.dispose();
    },
  };
}

function describe(item: StatusBarItem, shown: Readiness): void {
  const { kind, template, level, done, total } = shown;
  const isCandidate = kind === 'candidate';
  const onClick: CommandId = level ? 'designDocs.setLevel' : 'designDocs.explain';
  const onCandidateClick: CommandId = 'designDocs.treatAsDesignDocument';
  item.command = isCandidate ? onCandidateClick : onClick;
  const text = isCandidate ? (template?.title ?? '') : `${levelLabel(level)} ${done}/${total}`.trim();
  item.text = `$(checklist) ${text}`;
  item.tooltip = tooltip(shown);
  item.accessibilityInformation = {
    label: isCandidate
      ? l10n.t('Possible design document: {0}', text)
      : level
        ? l10n.t('Design document: {0}, {1} of {2} sections written', levelLabel(level), done, total)
        : l10n.t('Design document: {0} of {1} sections written', done, total),
    role: 'button',
  };
}

function levelLabel(level: Readiness['level']): string {
  if (!level) return '';
  return level.isSet ? level.name : l10n.t('no level');
}

function tooltip(shown: Readiness): MarkdownString {
  const { kind, why, template } = shown;
  const text = new MarkdownString();
  for (const line of [
    l10n.t('Template: {0}. {1}', template?.title ?? '', why),
    ...(kind === 'document' ? progress(shown) : [l10n.t('Click to check this file as a design document')]),
  ])
    text.appendText(line).appendMarkdown('  \n');
  const explain: CommandId = 'designDocs.explain';
  text.isTrusted = { enabledCommands: [explain] };
  return text.appendMarkdown(`[${l10n.t('Why Is This File Checked?')}](command:${explain})`);
}

function progress({ level, done, total, left, currentPhase, phases }: Readiness): string[] {
  const phase = phases.find(({ number }) => number === currentPhase);
  const lines = [l10n.t('{0} of {1} sections written, {2} left', done, total, left)];
  if (phase) lines.push(l10n.t('Current phase: {0} {1}', phase.number, phase.name));
  if (!level) return lines;
  const levelLine = level.isSet
    ? l10n.t('Quality level: {0}', level.name)
    : l10n.t('Quality level: not set, so treated as {0}', level.name);
  return [levelLine, ...lines, l10n.t('Click to set the quality level')];
}
