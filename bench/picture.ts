import type { Results } from './results.ts';
import { bytes, figure } from './targets.ts';

/** The times of one server. */
interface Curve {
  readonly server: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

interface Panel {
  readonly title: string;
  readonly curves: readonly Curve[];
  label(x: number): string;
}

const WIDTH = 420;
const HEIGHT = 300;
/** The margins around the plot. */
const EDGE = { left: 52, top: 78, right: 24, bottom: 44 };

/** Curves also differ in the shape of their points, for readers who cannot tell the colors apart. */
const STYLES = [
  {
    light: '#0a5ca8',
    dark: '#6cb6ff',
    mark: (x: number, y: number) => `<circle cx="${x}" cy="${y}" r="4.5"/>`,
  },
  {
    light: '#57606a',
    dark: '#adbac7',
    mark: (x: number, y: number) => `<rect x="${x - 4}" y="${y - 4}" width="8" height="8"/>`,
  },
  {
    light: '#b3420a',
    dark: '#f69d50',
    mark: (x: number, y: number) => `<path d="M${x} ${y - 5.5}l5.5 9.5h-11z"/>`,
  },
] as const;

/**
 * An SVG of two plots with logarithmic axes: the time from a keystroke to its diagnostics by the size of the document, and by
 * the number of open documents. It follows the reader's color scheme, light or dark.
 */
export function growthPicture({ growth = [], many = [] }: Results): string {
  const panels: readonly Panel[] = [
    {
      title: 'Document size',
      curves: curvesOf(growth.map(({ server, size, edit }) => ({ server, x: size, y: edit.p50 }))),
      label: bytes,
    },
    {
      title: 'Open documents, 10 KB each',
      curves: curvesOf(many.map(({ server, documents, edit }) => ({ server, x: documents, y: edit.p50 }))),
      label: (x) => x.toLocaleString('en'),
    },
  ];
  const all = panels.flatMap(({ curves }) => curves.flatMap(({ points }) => points.map(({ y }) => y)));
  const decades = {
    from: Math.floor(Math.log10(Math.min(...all))),
    to: Math.ceil(Math.log10(Math.max(...all))),
  };
  const width = panels.length * WIDTH;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${HEIGHT}" width="${width}" height="${HEIGHT}" role="img">
<title>Milliseconds from a keystroke to its diagnostics, by the size of the document and by the number of open documents</title>
${style()}
<rect class="ground" width="${width}" height="${HEIGHT}"/>
<text class="title" x="16" y="24">Milliseconds from a keystroke to its diagnostics (p50)</text>
${legend(panels[0]?.curves ?? [])}
${panels.map((each, index) => panel(each, index * WIDTH, decades)).join('\n')}
</svg>
`;
}

function curvesOf(rows: readonly { server: string; x: number; y: number }[]): Curve[] {
  const servers = [...new Set(rows.map(({ server }) => server))];
  return servers.map((server) => ({ server, points: rows.filter((row) => row.server === server) }));
}

function style(): string {
  const curves = (theme: 'light' | 'dark'): string =>
    STYLES.map((each, index) => `.c${index}{stroke:${each[theme]};fill:${each[theme]}}`).join('');
  const theme = (ground: string, text: string, line: string): string =>
    `.ground{fill:${ground}}text{fill:${text}}.axis{stroke:${line}}`;
  return `<style>
text{font:12px system-ui,-apple-system,"Segoe UI",sans-serif}.title{font-size:14px;font-weight:600}.axis{stroke-width:1}
.curve{fill:none;stroke-width:2}.points{stroke:none}
${theme('#ffffff', '#24292f', '#d0d7de')}${curves('light')}
@media (prefers-color-scheme:dark){${theme('#0d1117', '#e6edf3', '#30363d')}${curves('dark')}}
path.curve{fill:none}
</style>`;
}

function legend(curves: readonly Curve[]): string {
  return curves
    .map(({ server }, index) => {
      const x = 22 + index * 130;
      return `<g class="c${index}"><g class="points">${STYLES[index]?.mark(x, 44)}</g></g><text x="${x + 12}" y="48">${server}</text>`;
    })
    .join('\n');
}

function panel({ title, curves, label }: Panel, left: number, decades: { from: number; to: number }): string {
  const xs = [...new Set(curves.flatMap(({ points }) => points.map(({ x }) => x)))].toSorted((a, b) => a - b);
  const [first = 1, last = 10] = [xs[0], xs.at(-1)].map((x) => Math.log10(x ?? 1));
  const [start, end] = [left + EDGE.left, left + WIDTH - EDGE.right];
  const [top, bottom] = [EDGE.top, HEIGHT - EDGE.bottom];
  const across = (x: number): number =>
    tidy(start + ((Math.log10(x) - first) / (last - first || 1)) * (end - start));
  const up = (y: number): number =>
    tidy(bottom - ((Math.log10(y) - decades.from) / (decades.to - decades.from || 1)) * (bottom - top));
  const powers = Array.from(
    { length: decades.to - decades.from + 1 },
    (_, index) => 10 ** (decades.from + index),
  );
  return [
    `<text x="${start}" y="${top - 10}">${title}</text>`,
    ...powers.map((y) => `<path class="axis" d="M${start} ${up(y)}H${end}"/>`),
    ...powers.map((y) => `<text x="${start - 8}" y="${up(y) + 4}" text-anchor="end">${tick(y)}</text>`),
    ...xs.map((x) => `<text x="${across(x)}" y="${bottom + 20}" text-anchor="middle">${label(x)}</text>`),
    ...curves.map(({ points }, index) => {
      const line = points.map(({ x, y }) => `${across(x)} ${up(y)}`).join('L');
      const marks = points.map(({ x, y }) => STYLES[index]?.mark(across(x), up(y))).join('');
      return `<g class="c${index}"><path class="curve" d="M${line}"/><g class="points">${marks}</g></g>`;
    }),
  ].join('\n');
}

function tidy(value: number): number {
  return Math.round(value * 10) / 10;
}

function tick(value: number): string {
  return value >= 1 ? value.toLocaleString('en') : figure(value).replace(/0+$/, '');
}
