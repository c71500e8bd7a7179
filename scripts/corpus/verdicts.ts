import { readFileSync } from 'node:fs';
import type { Family, FamilyFinding } from './families.ts';

/** What a reader said of one finding after reading it in its document. */
export interface Verdict {
  readonly family: string;
  readonly document: string;
  /** Counted from 1, or the title of the section in which the finding was. */
  readonly place: string;
  readonly rule: string;
  readonly message: string;
  /** `true`, `wrong`, `unhelpful`, or another word, which no rate counts. */
  readonly verdict: string;
  readonly reason: string;
  /** How many findings of its sample's population it stands for. */
  readonly weight: number;
}

/** What became of a judged finding. */
export type Fate =
  /** Still reported as an error or a warning. */
  | { readonly kind: 'kept'; readonly finding: FamilyFinding }
  /** Still reported, but only as information or a hint. */
  | { readonly kind: 'quieter'; readonly finding: FamilyFinding }
  /** Another rule reports the section instead, with any severity. */
  | { readonly kind: 'changed'; readonly finding: FamilyFinding }
  | { readonly kind: 'gone' }
  /** The document is not in the folder. */
  | { readonly kind: 'absent' };

export interface Judged extends Verdict {
  readonly fate: Fate;
}

/** Reads a file with tab-separated columns, whose first line names them. */
export function readVerdicts(file: string): Verdict[] {
  const [head = '', ...rows] = readFileSync(file, 'utf8').split(/\r?\n/);
  const names = head.split('\t');
  return rows
    .filter((row) => row.trim() !== '')
    .map((row) => {
      const cells = row.split('\t');
      const cell = (name: string): string => cells[names.indexOf(name)] ?? '';
      return {
        family: cell('family'),
        document: cell('document'),
        place: cell('line') || cell('section'),
        rule: cell('rule'),
        message: cell('message'),
        verdict: cell('verdict'),
        reason: cell('reason'),
        weight: Number(cell('weight')) || 1,
      };
    });
}

/** Compares judged findings with what is found now. */
export function follow(verdicts: readonly Verdict[], families: readonly Family[]): Judged[] {
  const documents = new Map(
    families.flatMap(({ name, documents }) => documents.map((each) => [`${name}/${each.path}`, each])),
  );
  return verdicts.map((verdict) => {
    const document = documents.get(`${verdict.family}/${verdict.document}`);
    return { ...verdict, fate: document ? fateOf(verdict, document.findings) : { kind: 'absent' } };
  });
}

function fateOf(verdict: Verdict, findings: readonly FamilyFinding[]): Fate {
  const loudFirst = [...findings].sort((a, b) => Number(isQuiet(a)) - Number(isQuiet(b)));
  const same = loudFirst.filter(({ rule }) => rule === verdict.rule);
  const finding =
    same.find((each) => isAt(verdict, each)) ??
    same.find((each) => namesSame(verdict, each)) ??
    same.find((each) => standsFor(verdict, each));
  if (finding) return { kind: isQuiet(finding) ? 'quieter' : 'kept', finding };
  const other = loudFirst.find((each) => each.rule !== verdict.rule && namesSame(verdict, each));
  return other ? { kind: 'changed', finding: other } : { kind: 'gone' };
}

/** The verdict on a finding, if it has been judged. */
export function verdictOn(finding: FamilyFinding, verdicts: readonly Verdict[]): Verdict | undefined {
  const { document, rule } = finding;
  return verdicts.find(
    (each) =>
      each.family === document.family &&
      each.document === document.path &&
      each.rule === rule &&
      isAt(each, finding),
  );
}

/** Whether a finding is less than a warning. */
export function isQuiet({ severity }: Pick<FamilyFinding, 'severity'>): boolean {
  return severity === 'info' || severity === 'hint';
}

/**
 * Whether a finding of the same rule is in the same place. For missing sections the names count too, because several can
 * be reported on one heading.
 */
function isAt(verdict: Verdict, finding: FamilyFinding): boolean {
  const { place, rule } = verdict;
  const isThere = /^\d+$/.test(place) ? Number(place) === finding.line : place === finding.section;
  return isThere && (rule !== 'missing-section' || namesSame(verdict, finding));
}

/** Whether both messages begin with the name of the same section. */
function namesSame(verdict: Verdict, finding: FamilyFinding): boolean {
  if (!NAMING_RULES.has(verdict.rule) || !NAMING_RULES.has(finding.rule)) return false;
  const names = namesIn(finding.message);
  return [...namesIn(verdict.message)].some((name) => names.has(name));
}

/**
 * Whether a finding elsewhere in the same section can stand for the judged one, because findings were joined: it is of a
 * rule that reports text rather than sections, and names the same placeholder if the rule is about placeholders.
 */
function standsFor({ rule, place, message }: Verdict, finding: FamilyFinding): boolean {
  if (NAMING_RULES.has(rule) || !/^\d+$/.test(place)) return false;
  const { document, line } = finding;
  const isInSection = document.headingLineOf(Number(place)) === document.headingLineOf(line);
  const [placeholder = ''] = rule === 'leftover-placeholder' ? (/“[^”]*”/.exec(message) ?? []) : [];
  return isInSection && finding.message.includes(placeholder);
}

/** The rules whose messages begin with the names of the sections that they report. */
const NAMING_RULES = new Set([
  'missing-section',
  'duplicate-section',
  'misplaced-section',
  'misspelled-heading',
  'wrong-heading-level',
  'empty-section',
  'unwritten-section',
]);

/** The names of sections at the beginning of a message, without quotation marks, in lower case. */
function namesIn(message: string): Set<string> {
  const subject = message.split(VERB)[0] ?? '';
  const names = subject.split(/, and |, | and /);
  // A name can contain “and” or a comma itself, so the whole subject counts too.
  return new Set(
    [subject, ...names].map((name) => name.replace(/[“”"]/g, '').trim().toLowerCase()).filter(Boolean),
  );
}

/** The verb that follows the names in a message. */
const VERB = / (?:is|are|still|stands?|looks?|has|have|comes?|belongs?|should)\b/;
