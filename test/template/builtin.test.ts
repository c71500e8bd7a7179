import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { needOf, phasesAt, topicsAt } from '../../server/src/document/needs.ts';
import { BUILTIN_TEMPLATES } from '../../server/src/template/builtin.generated.ts';
import type { TemplateSection } from '../../server/src/template/template.ts';
import { SEED, TECHNICAL_DESIGN as template } from '../support/engine.ts';

test('the body of the built-in template has not changed by a single byte', () => {
  const hash = createHash('sha256').update(SEED).digest('hex');
  assert.equal(hash, 'ab7a3cb76093ee450136b5bae8ed073ad6b376eb778621c2b6febadfcb4a1b58');
});

test('the stored template equals the file in templates/', () => {
  const file = readFileSync(new URL('../../templates/technical-design.md', import.meta.url), 'utf8');
  const { source, linesAbove } = BUILTIN_TEMPLATES[0] ?? { source: '', linesAbove: 0 };
  assert.equal(file.split('\n').slice(linesAbove).join('\n'), source);
  assert.match(file.slice(0, -source.length), /^---\ndesign-docs:\n(?:.*\n)*---\n$/);
});

test('the policy has no problems', () => assert.deepEqual(template.problems, []));

test('the title, phases, levels, and level field', () => {
  assert.equal(template.title, 'Technical Design');
  assert.deepEqual(template.phases, [
    { number: 0, name: 'Project Basics' },
    { number: 1, name: 'Core Technical' },
    { number: 2, name: 'Production Readiness' },
    { number: 3, name: 'Secure/Compliance' },
  ]);
  assert.deepEqual(
    template.levels.map(({ name, highestPhase, guidance }) => [name, highestPhase, guidance]),
    [
      ['experiment', 0, 'speed over rigor; minimal tests; throwaway acceptable.'],
      ['prototype', 1, 'validate function/UX; basic error handling; smoke tests.'],
      ['production', 2, 'reliability, observability, CI/CD, SLOs, on-call readiness.'],
      ['secure', 3, 'threat modeling, hardening, least-privilege, audits/compliance.'],
    ],
  );
  assert.equal(template.levelField?.label, 'Quality Level');
  assert.equal(template.levelField?.choice, 'experiment | prototype | production | secure');
  assert.equal(template.levelField?.section?.title, 'Quality');
});

/** The need and the phases of each section at each level: `R` is required, `r` recommended, `-` neither. */
const SECTIONS = `
                           experiment  prototype  production  secure
Overview                   R 0         R 0        R 0         R 0
Goals and Non-Goals        r 0         R 0        R 0         R 0
Architecture               - 1         R 1        R 1         R 1
Quality                    R 0         R 0        R 0         R 0
Components                 - 1         R 1        R 1         R 1
Data Model                 - 1         R 1        R 1         R 1
Interfaces                 - 1         R 1        R 1         R 1
Configuration              - 2         - 2        R 2         R 2
Algorithms / Processing    - 1         r 1        r 1         r 1
Error Handling & Resilience - 2         - 2        R 2         R 2
Performance & Scalability  - 2         - 2        R 1,2       R 1,2
Security & Privacy         - 2,3       - 2,3      R 2,3       R 2,3
Observability              - 2         - 2        R 2         R 2
Testing Strategy           - 1         R 1        R 1         R 1
Rollout & Migration        - 2         - 2        R 2         R 2
Open Questions             -           -          -           -`;

test('the need and the phases of each section at each level', () => {
  const levels = template.levels.map(({ name }) => name).join('  ');
  const rows = template.sections.map((section) => {
    const cells = template.levels.map((level) => {
      const need = { required: 'R', recommended: 'r', none: '-' }[needOf(template, section, level)];
      return `${need} ${phasesAt(section, level).join(',')}`.trim();
    });
    return [section.title.replaceAll('‑', '-'), ...cells].join('  ');
  });
  const oneSpaced = (table: string): string => table.trim().replace(/[ ]+/g, ' ');
  assert.equal(oneSpaced([levels, ...rows].join('\n')), oneSpaced(SECTIONS));
});

test('the number of sections that each level requires', () => {
  const counts = template.levels.map(
    (level) => template.sections.filter((section) => needOf(template, section, level) === 'required').length,
  );
  assert.deepEqual(counts, [2, 8, 14, 14]);
});

test('the topics, and the level from which each is required', () => {
  const lines = template.sections.flatMap((section) =>
    section.topics.map(({ label, from, phase, inTemplate }) => {
      const asked = typeof from === 'object' ? `from ${from.name}` : 'offered';
      return `${section.title}: ${label}, ${asked}${phase === undefined ? '' : `, phase ${phase}`}${inTemplate ? ', in the template' : ''}`;
    }),
  );
  assert.deepEqual(lines, [
    'Goals and Non‑Goals: Goals, offered, in the template',
    'Goals and Non‑Goals: Non‑Goals, offered, in the template',
    'Configuration: Secrets, from production',
    'Configuration: Infrastructure as Code, offered, in the template',
    'Configuration: Platform-specific config, offered, in the template',
    'Configuration: Environment parity, offered, in the template',
    'Error Handling & Resilience: Timeouts and retries, from production',
    'Security & Privacy: Threat model, from secure, phase 3',
    'Security & Privacy: Hardening, from secure, phase 3',
    'Security & Privacy: Least privilege, from secure, phase 3',
    'Security & Privacy: Audit or compliance, from secure, phase 3',
    'Rollout & Migration: Rollback, from production',
    'Rollout & Migration: Health checks, from production, in the template',
    'Rollout & Migration: Monitoring during rollout, from production, in the template',
    'Rollout & Migration: Deployment mechanism, offered, in the template',
    'Rollout & Migration: Zero-downtime strategy, offered, in the template',
  ]);
});

test('the number of topics and the gates that each level requires', () => {
  const asked = (section: TemplateSection) =>
    template.levels.map((level) => topicsAt(section, level).length).join();
  const counts = template.sections.filter((section) => asked(section) !== '0,0,0,0').map(asked);
  assert.deepEqual(counts, ['0,0,1,1', '0,0,1,1', '0,0,0,4', '0,0,3,3']);
  assert.deepEqual(template.gates?.levels, {
    experiment: [],
    prototype: ['tests'],
    production: ['tests', 'lint', 'coverage', 'reviews'],
    secure: ['tests', 'lint', 'coverage', 'reviews', 'security scans'],
  });
  const named = Object.keys(template.gates?.names ?? {});
  assert.deepEqual(named, template.gates?.levels['secure']);
});

test('the sections without a marker', () => {
  const unmarked = template.sections.flatMap(({ title, markerText }) =>
    markerText ? [] : [title.replaceAll('‑', '-')],
  );
  assert.deepEqual(unmarked, ['Goals and Non-Goals', 'Open Questions']);
});

test('the template has its special characters', () => {
  assert.match(SEED, /business‑oriented/);
  assert.match(SEED, /^## Goals and Non‑Goals$/m);
  assert.match(SEED, /\(production\/secure\) \| Phase 2: Production Readiness -->/);
});
