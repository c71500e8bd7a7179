import type { Recognition } from '../document/recognize.ts';
import type { Decision } from '../features/progress/explain.ts';
import { DEFAULT_SETTINGS } from '../settings.ts';
import { decodeUri } from '../text/uri.ts';
import { type Environment, mappedTemplate } from './environment.ts';

/**
 * The decisions about a file and their sources: the template, the gate, each rule that is set, and problems in the
 * config file.
 */
export function decisionsOf(environment: Environment, uri: string, recognition: Recognition): Decision[] {
  const { config, user, overrides } = environment;
  const configName = config ? pathOf(environment, config.uri) : '';
  const gate =
    overrides.gate !== undefined
      ? { value: overrides.gate, by: 'option --gate' }
      : config?.gate !== undefined
        ? { value: config.gate, by: configName }
        : {
            value: user.gate,
            by: user.gate === DEFAULT_SETTINGS.gate ? 'default' : 'setting designDocs.gate',
          };
  const rules = { ...user.rules, ...config?.rules };
  return [
    templateDecision(environment, uri, recognition, configName),
    { what: 'Gate', value: String(gate.value), by: gate.by },
    ...Object.entries(rules).map(([rule, choice]) => ({
      what: `Rule ${rule}`,
      value: typeof choice === 'string' ? choice : JSON.stringify(choice),
      by: config && Object.hasOwn(config.rules, rule) ? configName : 'setting designDocs.rules',
    })),
    ...(config?.problems ?? []).map(({ message }) => ({ what: 'Problem', value: message, by: configName })),
  ];
}

function templateDecision(
  environment: Environment,
  uri: string,
  { kind, template, why }: Recognition,
  configName: string,
): Decision {
  const known = environment.templates.find(({ id }) => id === template?.id);
  const where = known?.uri ? pathOf(environment, known.uri) : 'built-in';
  const map = mappedTemplate(environment, uri);
  const by: Partial<Record<Recognition['why'], string>> = {
    directive: 'a comment in the file',
    'front-matter': 'the front matter',
    config: map ? `${configName}, “${map.glob}”` : configName,
    option: 'option --template',
    settings: map ? `setting designDocs.templates, “${map.glob}”` : 'setting designDocs.templates',
  };
  const named = template ? `${template.title} (${where})` : 'none';
  const value = kind === 'template' ? 'the file itself' : named;
  return { what: 'Template', value, by: by[why] ?? 'the file’s content' };
}

/** A file's path: relative to its workspace folder if it is in one, otherwise absolute. */
function pathOf({ folder }: Environment, uri: string): string {
  const path = decodeUri(uri);
  const root = folder === undefined ? undefined : `${decodeUri(folder)}/`;
  return root !== undefined && path.startsWith(root)
    ? path.slice(root.length)
    : path.replace(/^file:\/\//, '');
}
