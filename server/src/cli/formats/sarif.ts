import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import type {
  Artifact,
  ArtifactLocation,
  Fix,
  Location,
  Log,
  Message,
  Notification,
  Region,
  ReportingDescriptor,
  Result,
  Run,
} from 'sarif';
import { ALL_RULES } from '../../rules/index.ts';
import { RULE_PAGES, rulePage } from '../../rules/pages.ts';
import type { RuleInfo } from '../../rules/rule.ts';
import type { CheckResult, FileResult, FindingResult, Problem, SourceRange } from '../schema.ts';
import { fingerprintIn } from './fingerprint.ts';
import type { Format } from './format.ts';
import { staleInWords } from './words.ts';

/** SARIF 2.1.0. Data that joining shards needs and SARIF has no property for is stored in property bags. */
export const format: Format = (result) => logText(logOf(result));

export function logText(log: Log): string {
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function logOf(result: CheckResult): Log {
  const { files, kind: _, tool: __, exitCode: ___, ...facts } = result;
  const ids = [...new Set(files.flatMap(({ findings }) => findings.map(({ rule }) => rule)))].sort();
  const run: Run = {
    tool: { driver: driverOf(result, ids) },
    columnKind: 'utf16CodeUnits',
    newlineSequences: ['\r\n', '\n', '\r'],
    originalUriBaseIds: { [ROOT]: { description: { text: 'The working directory of the tool.' } } },
    invocations: [invocationOf(result)],
    artifacts: files.map(artifactOf),
    results: files.flatMap((file) => file.findings.map((finding) => resultOf(file, finding, ids))),
    properties: facts,
  };
  return { $schema: SCHEMA, version: '2.1.0', runs: [run] };
}

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';
const ROOT = '%SRCROOT%';

function driverOf({ tool }: CheckResult, ids: readonly string[]): Run['tool']['driver'] {
  return {
    name: tool.name,
    version: tool.version,
    semanticVersion: tool.version,
    informationUri: RULE_PAGES.replace(/\/blob\/.*$/s, ''),
    rules: ids.map(descriptorOf),
  };
}

function descriptorOf(id: string): ReportingDescriptor {
  const rule = ALL_RULES.find((each) => each.id === id);
  const helpUri = rulePage(id);
  if (!rule || helpUri === undefined) return { id, ...OTHER_RULES[id] };
  const text = `${rule.summary} ${rule.why}`;
  return {
    id,
    shortDescription: { text: rule.summary },
    fullDescription: { text },
    help: { text: `${text} ${helpUri}`, markdown: `${text} [${id}](${helpUri})` },
    helpUri,
    defaultConfiguration: { level: levelOf(rule.severity) },
  };
}

/** Findings that do not come from a rule. They have no documentation page and cannot be turned off. */
const OTHER_RULES: Readonly<Record<string, Omit<ReportingDescriptor, 'id'>>> = {
  'config-file': {
    shortDescription: { text: 'The config file has an invalid key or value.' },
    defaultConfiguration: { level: 'error' },
  },
  'too-large': {
    shortDescription: { text: 'The document is too large to check.' },
    defaultConfiguration: { level: 'note' },
  },
  'unknown-template': {
    shortDescription: { text: 'The document names a template that does not exist.' },
    defaultConfiguration: { level: 'warning' },
  },
};

function levelOf(severity: RuleInfo['severity']): 'error' | 'warning' | 'note' {
  return (
    { error: 'error', warning: 'warning', progressive: 'warning', info: 'note', hint: 'note' } as const
  )[severity];
}

/** The exit code, the problems, and the baseline entries that no longer occur. */
export function invocationOf({
  exitCode,
  problems,
  stale,
}: Pick<CheckResult, 'exitCode' | 'problems' | 'stale'>): NonNullable<Run['invocations']>[number] {
  return {
    executionSuccessful: problems.length === 0,
    exitCode,
    toolExecutionNotifications: problems.map((problem) => notificationOf('error', problem)),
    toolConfigurationNotifications: stale.map((each) =>
      notificationOf('warning', { path: each.path, message: staleInWords(each) }),
    ),
  };
}

function notificationOf(level: Notification.level, { path, message }: Problem): Notification {
  const locations = path === undefined ? {} : { locations: [locationOf(path)] };
  return { level, message: messageOf(message), ...locations };
}

function artifactOf({ findings: _, ...facts }: FileResult): Artifact {
  return {
    location: artifactAt(facts.path),
    roles: ['analysisTarget'],
    encoding: 'UTF-8',
    properties: facts,
  };
}

function resultOf(file: FileResult, finding: FindingResult, ids: readonly string[]): Result {
  const { rule, severity, message, related, fixes } = finding;
  const relatedLocations = related
    .filter(({ builtIn }) => !builtIn)
    .map((each, id) => ({ id, ...locationOf(each.path, each), message: messageOf(each.message) }));
  return {
    ruleId: rule,
    ruleIndex: ids.indexOf(rule),
    level: levelOf(severity),
    message: messageOf(message),
    locations: [locationOf(file.path, finding)],
    partialFingerprints: { 'designDocsFinding/v1': fingerprintIn(file, finding) },
    ...(relatedLocations.length > 0 && { relatedLocations }),
    ...(fixes.length > 0 && { fixes: fixes.map((fix) => fixOf(file, fix)) }),
    properties: { severity },
  };
}

function fixOf({ path }: FileResult, { title, safe, edits }: FindingResult['fixes'][number]): Fix {
  const replacements = edits.map((edit) => ({
    deletedRegion: regionOf(edit),
    insertedContent: { text: edit.newText },
  }));
  return {
    description: messageOf(title),
    artifactChanges: [{ artifactLocation: artifactAt(path), replacements }],
    properties: { safe },
  };
}

function locationOf(path: string, range?: SourceRange): Location {
  const region = range ? { region: regionOf(range) } : {};
  return { physicalLocation: { artifactLocation: artifactAt(path), ...region } };
}

function regionOf({ start, end }: SourceRange): Region {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

/** A file in the working directory has a relative URI, any other file an absolute one. */
function artifactAt(path: string): ArtifactLocation {
  if (isAbsolute(path)) return { uri: pathToFileURL(path).href };
  // Replaces lone surrogates, which `encodeURIComponent` rejects.
  const uri = Buffer.from(path).toString().split('/').map(encodeURIComponent).join('/');
  return { uri, uriBaseId: ROOT };
}

/** Escapes `{0}` and `[text](target)`, which SARIF reads as a placeholder and a link. */
function messageOf(text: string): Message {
  const parts = text.replace(/\{(\d+)\}/g, '{{$1}}').split(']');
  const isBeforeTarget = (index: number): boolean => parts[index + 1]?.startsWith('(') === true;
  return {
    text: parts.map((part, index) => (isBeforeTarget(index) ? part.replaceAll('[', '\\[') : part)).join(']'),
  };
}
