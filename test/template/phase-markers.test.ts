import { levelFilter, readPhaseMarker } from '../../server/src/structure/phase-marker.ts';
import { testExamples } from '../document/examples.ts';

const LEVELS = ['experiment', 'prototype', 'production', 'secure'];

testExamples(new URL('phase-markers.md', import.meta.url), (input) => {
  const lines = input.trimEnd().split(/\r?\n(?=<!--)/);
  return lines.map((comment) => describeMarker(comment.replace(/^\uFEFF/, ''))).join('\n');
});

function describeMarker(comment: string): string {
  const reading = readPhaseMarker(comment.slice('<!--'.length, -'-->'.length));
  if (typeof reading !== 'object') return reading ?? 'no marker';
  return reading.alternatives
    .map((alternative) => {
      const { number, name, qualifier } = alternative;
      const filter = levelFilter(alternative, LEVELS);
      const note = qualifier.length > 0 ? `note ${qualifier.join('+')}` : 'no qualifier';
      return `${number}, ${name.replace(/\s+/g, ' ')}, ${filter ? `only ${filter.join('+')}` : note}`;
    })
    .join('; ');
}
