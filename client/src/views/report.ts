import { l10n } from 'vscode';
import type { Readiness, ReadinessSection } from '../../../server/src/protocol.ts';
import { describe, isListed, isPhaseListed } from './rows.ts';

/** The readiness of a document as Markdown: a summary line and a table of its sections by phase. */
export function reportOf(readiness: Readiness): string {
  const phases = readiness.phases.filter(isPhaseListed).flatMap(({ number, name, required, ...phase }) => {
    const count = required ? `${phase.done}/${phase.total}` : l10n.t('not required');
    return tableRows(`${number}. ${escapeMarkdown(name)} (${count})`, phase.sections);
  });
  const hasPhases = readiness.phases.length > 0;
  const anyPhase = tableRows(hasPhases ? l10n.t('Any phase') : '', readiness.anyPhase);
  const columns = [l10n.t('Phase'), l10n.t('Section'), l10n.t('State')];
  const table = [columns, columns.map(() => '---'), ...phases, ...anyPhase].map((cells) =>
    tableLine(hasPhases ? cells : cells.slice(1)),
  );
  return [summary(readiness), '', ...table, ''].join('\n');
}

function summary({ uri, level, done, total, left }: Readiness): string {
  const name = `**${escapeMarkdown(decodeURIComponent(uri.replace(/^.*\//, '')))}**`;
  const counts = l10n.t('{0} of {1} sections written, {2} left', done, total, left);
  if (!level) return `${name}: ${counts}`;
  return `${name}: ${level.isSet ? escapeMarkdown(level.name) : l10n.t('no level')}, ${counts}`;
}

/** Only the first row of a phase has its name. */
function tableRows(phase: string, sections: readonly ReadinessSection[]): string[][] {
  return sections.filter(isListed).map((section, index) => {
    const { title, state, alsoHere, unanswered } = section;
    const asksHere = unanswered.length > 0 && (alsoHere || state !== 'missing');
    const topics = asksHere ? ` (${unanswered.join(', ')})` : '';
    return [
      index === 0 ? phase : '',
      escapeMarkdown(title),
      escapeMarkdown(describe(section).join(' · ') + topics),
    ];
  });
}

function tableLine(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** Escapes text for Markdown and table cells. The server has the same function, which the client must not import. */
function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>|~]|&(?=#?\w+;)/g, '\\$&');
}
