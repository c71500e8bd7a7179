import { createHash } from 'node:crypto';
import type { ReportedDocument, ReportResult } from '../schema.ts';
import type { ReportFormat } from './format.ts';
import { STYLE } from './html-style.ts';
import {
  ageInWords,
  type Column,
  cellOf,
  cellText,
  columnsOf,
  count,
  historyInWords,
  leftInParts,
  nameOf,
  oneLine,
  totalsOf,
} from './words.ts';

/**
 * A self-contained HTML page without scripts, fonts, or links to other sites. Its content security policy allows only
 * its own style sheet, so the page has no style attributes.
 */
export const format: ReportFormat = ({ result, now }) =>
  join(
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash(STYLE)}'; base-uri 'none'; form-action 'none'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${headingOf(result)}</title>`,
    `<style>${STYLE}</style>`,
    '</head>',
    '<body>',
    header(result, now),
    '<main>',
    ...(result.documents.length > 0 ? [table(result, now)] : []),
    ...leftSection(result, now),
    ...problemsSection(result),
    '</main>',
    `<footer>Design Docs ${safe(result.tool.version)}</footer>`,
    '</body>',
    '</html>',
    '',
  );

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}

function headingOf({ documents }: ReportResult): string {
  return `Readiness of ${count(documents.length, 'design document')}`;
}

function header(result: ReportResult, now: number): string {
  const { documents, ready, sections, gates } = totalsOf(result);
  const { shard } = result;
  const day = new Date(now).toISOString().slice(0, 10);
  const part = shard ? ` · shard ${shard.index} of ${shard.of}` : '';
  return join(
    '<header>',
    `<p class="kicker"><time datetime="${day}">${day}</time>${part}</p>`,
    `<h1>${headingOf(result)}</h1>`,
    '<dl class="totals">',
    figure('Ready', `${ready}<span> of ${documents}</span>`),
    figure('Sections left', String(sections)),
    figure('Gates not mentioned', String(gates)),
    figure('Required sections', progressOf(result)),
    '</dl>',
    bar(result),
    ...levelsOf(result),
    '</header>',
  );
}

function figure(name: string, value: string): string {
  return `<div><dt>${name}</dt><dd>${value}</dd></div>`;
}

function sumOf({ documents }: ReportResult): { done: number; total: number } {
  return documents.reduce((sum, { done, total }) => ({ done: sum.done + done, total: sum.total + total }), {
    done: 0,
    total: 0,
  });
}

function progressOf(result: ReportResult): string {
  const { done, total } = sumOf(result);
  return `${done}<span> of ${total} done</span>`;
}

function bar(result: ReportResult): string {
  const { done, total } = sumOf(result);
  const width = total === 0 ? 0 : Math.round((done / total) * 1000);
  return `<svg class="bar" viewBox="0 0 1000 8" preserveAspectRatio="none" aria-hidden="true"><rect class="rail" width="1000" height="8"/><rect class="done" width="${width}" height="8"/></svg>`;
}

/** The number of ready documents at each level, the highest level first; empty if there are fewer than two levels. */
function levelsOf({ documents }: ReportResult): string[] {
  const levels = new Map<string, { index: number; ready: number; total: number }>();
  for (const { level, ready } of documents) {
    if (!level) continue;
    const known = levels.get(level.name) ?? { index: level.index, ready: 0, total: 0 };
    levels.set(level.name, { ...known, ready: known.ready + (ready ? 1 : 0), total: known.total + 1 });
  }
  if (levels.size < 2) return [];
  const sorted = [...levels].sort(([, a], [, b]) => b.index - a.index);
  const items = sorted.map(
    ([name, { ready, total }]) => `<li><b>${safe(name)}</b> ${ready} of ${total} ready</li>`,
  );
  return [`<ul class="levels">${items.join('')}</ul>`];
}

function table(result: ReportResult, now: number): string {
  const { documents } = result;
  const columns = columnsOf(result);
  const hasHistory = documents.some(({ owner }) => owner !== undefined);
  const heads = [
    '<th scope="col">Document</th>',
    '<th scope="col">Level<small>template</small></th>',
    ...columns.map(headCell),
    '<th scope="col" class="number">Done</th>',
    ...(hasHistory ? ['<th scope="col">Owner<small>last change</small></th>'] : []),
  ];
  return join(
    '<section aria-labelledby="map">',
    '<h2 id="map">Phases</h2>',
    '<div class="scroll" role="region" aria-labelledby="map" tabindex="0">',
    '<table>',
    '<caption>The required sections that are done in each phase. A section that a later phase extends counts there too.</caption>',
    `<thead><tr>${heads.join('')}</tr></thead>`,
    '<tbody>',
    ...documents.map((document, index) => row(document, index, columns, hasHistory, now)),
    '</tbody>',
    '</table>',
    '</div>',
    LEGEND,
    '</section>',
  );
}

const LEGEND =
  '<ul class="legend"><li><i class="s0"></i>nothing done</li><li><i class="s5"></i>partly done</li><li><i class="done"></i>all done ✓</li><li><i class="s0 now"></i>current phase</li><li><i class="off"></i>not required at this level</li></ul>';

function headCell({ phase, name }: Column): string {
  const title = phase === undefined ? 'Other' : `Phase ${phase}`;
  const small = phase === undefined ? 'no phase' : breakable(name ?? '');
  return `<th scope="col" class="phase"><span>${title}</span>${small ? `<small>${small}</small>` : ''}</th>`;
}

function row(
  document: ReportedDocument,
  index: number,
  columns: readonly Column[],
  hasHistory: boolean,
  now: number,
): string {
  const { path, done, total, ready, owner } = document;
  const name = `<span dir="auto">${safe(nameOf(document))}</span>`;
  const cells = [
    `<th scope="row">${ready ? name : `<a href="#d${index + 1}">${name}</a>`}<small dir="ltr">${breakable(path)}</small></th>`,
    `<td>${levelCell(document)}</td>`,
    ...columns.map((column) => heatCell(document, column)),
    `<td class="number">${done}/${total}${ready ? '<b class="ready">Ready</b>' : gatesLeft(document)}</td>`,
    ...(hasHistory ? [`<td>${safe(owner ?? '')}${timeOf(document, now)}</td>`] : []),
  ];
  return `<tr>${cells.join('')}</tr>`;
}

/** The missing gates, which the phase columns do not include. */
function gatesLeft({ gates }: ReportedDocument): string {
  return gates.length > 0 ? `<small>${count(gates.length, 'gate')} left</small>` : '';
}

function levelCell({ level, template }: ReportedDocument): string {
  const unset = level && `<em>not set</em><small>checked as ${safe(level.name)}</small>`;
  return `${level?.isSet ? safe(level.name) : (unset ?? '')}<small>${safe(template)}</small>`;
}

function heatCell(document: ReportedDocument, column: Column): string {
  const cell = cellOf(document, column);
  if (!cell) return '<td class="heat absent"></td>';
  const { kind, done, total, isCurrent } = cell;
  // A partly completed cell must not look like an empty or a completed one.
  const step = Math.max(done > 0 ? 1 : 0, Math.min(9, Math.floor((done / total) * 10)));
  const look = kind === 'part' ? `s${step}` : kind;
  const note =
    kind === 'off'
      ? ' not required'
      : kind === 'none'
        ? ' nothing required'
        : isCurrent
          ? ' current phase'
          : '';
  const mark = kind === 'done' ? '<span aria-hidden="true"> ✓</span>' : '';
  const hidden = note ? `<span class="hidden">${note}</span>` : '';
  return `<td class="heat ${look}${isCurrent ? ' now' : ''}">${cellText(cell)}${mark}${hidden}</td>`;
}

function timeOf({ changed }: ReportedDocument, now: number): string {
  if (changed === undefined) return '';
  const age = ageInWords(changed, now);
  const day = changed.slice(0, 10);
  return `<small><time datetime="${day}" title="${day}">${age === 'today' ? age : `${age} ago`}</time></small>`;
}

/** Up to this number of documents, the details of all documents are expanded. */
const MAX_OPEN = 20;

function leftSection(result: ReportResult, now: number): string[] {
  const { documents } = result;
  const left = documents.filter(({ ready }) => !ready);
  if (left.length === 0) return [];
  const isOpen = left.length <= MAX_OPEN;
  const entries = documents.flatMap((document, index) =>
    document.ready ? [] : [details(document, index, isOpen, now)],
  );
  return [join('<section>', '<h2>What is left</h2>', ...entries, '</section>')];
}

function details(document: ReportedDocument, index: number, isOpen: boolean, now: number): string {
  const { path, level, done, total } = document;
  const facts = [safe(level?.isSet ? level.name : ''), `${done} of ${total} done`].filter((fact) => fact);
  const history = historyInWords(document, now);
  const parts = leftInParts(document).map(
    ({ head, items }) =>
      `<dt>${safe(head)}</dt><dd><ul>${items.map((item) => `<li>${safe(item)}</li>`).join('')}</ul></dd>`,
  );
  return join(
    `<details${isOpen ? ' open' : ''}>`,
    `<summary><b dir="auto">${safe(nameOf(document))}</b> <span>${facts.join(' · ')}</span></summary>`,
    `<div id="d${index + 1}">`,
    `<p>${breakable(path)}${history ? ` · ${safe(history)}` : ''}</p>`,
    `<dl>${parts.join('')}</dl>`,
    '</div>',
    '</details>',
  );
}

function problemsSection({ problems }: ReportResult): string[] {
  if (problems.length === 0) return [];
  const items = problems.map(({ message }) => `<li>${safe(message)}</li>`);
  return [join('<section>', '<h2>Problems</h2>', `<ul>${items.join('')}</ul>`, '</section>')];
}

function join(...lines: string[]): string {
  return lines.join('\n');
}

/** Escaped text with a line break opportunity after each slash, for paths. */
function breakable(text: string): string {
  return safe(text).replaceAll('/', '/<wbr>');
}

function safe(text: string): string {
  return oneLine(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
