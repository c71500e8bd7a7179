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
import type { CheckResult, FileResult, FindingResult, Place, Problem } from '../schema.ts';
import { fingerprintIn } from './fingerprint.ts';
import type { Format } from './format.ts';
import { staleInWords } from './words.ts';

/** SARIF 2.1.0. What SARIF has no words for, and is needed to join the logs of several parts, is in properties. */
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
    originalUriBaseIds: { [ROOT]: { description: { text: 'The folder in which the tool ran.' } } },
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
  if (!rule || helpUri === undefined) return { id, ...PLAIN[id] };
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

/** Findings that come of no rule: they have no page, and cannot be turned off. */
const PLAIN: Readonly<Record<string, Omit<ReportingDescriptor, 'id'>>> = {
  'config-file': {
    shortDescription: { text: 'The config file holds what means nothing.' },
    defaultConfiguration: { level: 'error' },
  },
  'too-large': {
    shortDescription: { text: 'The document is too large to be checked.' },
    defaultConfiguration: { level: 'note' },
  },
  'unknown-template': {
    shortDescription: { text: 'The document names a template that is not there.' },
    defaultConfiguration: { level: 'warning' },
  },
};

function levelOf(severity: RuleInfo['severity']): 'error' | 'warning' | 'note' {
  return (
    { error: 'error', warning: 'warning', progressive: 'warning', info: 'note', hint: 'note' } as const
  )[severity];
}

/** How the tool ended, and what kept it from seeing all. */
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

function locationOf(path: string, place?: Place): Location {
  const region = place ? { region: regionOf(place) } : {};
  return { physicalLocation: { artifactLocation: artifactAt(path), ...region } };
}

function regionOf({ start, end }: Place): Region {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

/** Files below the folder in which the tool ran are told relative to it, others by their full address. */
function artifactAt(path: string): ArtifactLocation {
  if (isAbsolute(path)) return { uri: pathToFileURL(path).href };
  // A name may hold half a surrogate pair, of which no address can be made.
  const uri = Buffer.from(path).toString().split('/').map(encodeURIComponent).join('/');
  return { uri, uriBaseId: ROOT };
}

/** SARIF reads `{0}` as a place to fill and `[words](target)` as a link; here both are what a document says. */
function messageOf(text: string): Message {
  const parts = text.replace(/\{(\d+)\}/g, '{{$1}}').split(']');
  const isBeforeTarget = (index: number): boolean => parts[index + 1]?.startsWith('(') === true;
  return {
    text: parts.map((part, index) => (isBeforeTarget(index) ? part.replaceAll('[', '\\[') : part)).join(']'),
  };
}
