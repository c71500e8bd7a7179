import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMMANDS, type CommandSpec, type MenuSpec, PHASES_VIEW } from '../../client/src/commands/table.ts';
import { SETTING_SPECS } from '../../server/src/settings.ts';
import { walkthroughs } from './walkthrough.ts';
import { viewsWelcome } from './welcome.ts';

/** The text of package.json. Replaces the keys that describe the extension and its contributions. */
export function generateManifest(root: string): string {
  const current = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return `${JSON.stringify({ ...current, ...extension() }, undefined, 2)}\n`;
}

function extension(): object {
  return {
    categories: ['Linters', 'Snippets', 'Other'],
    keywords: ['markdown', 'design document', 'technical design', 'template', 'rfc'],
    icon: 'media/icon.png',
    main: './dist/client.js',
    browser: './dist/client.js',
    // VS Code adds activation events for commands and views. YAML is here because the file may be a config file.
    activationEvents: ['onLanguage:markdown', 'onLanguage:yaml', 'onUri'],
    capabilities: { untrustedWorkspaces: { supported: true }, virtualWorkspaces: true },
    contributes: {
      commands: commands(),
      menus: menus(),
      keybindings: keybindings(),
      configuration: { title: 'Design Docs', properties: settings() },
      ...views(),
      grammars: [
        {
          scopeName: 'markdown.design-docs.injection',
          path: './syntaxes/design-docs.injection.tmLanguage.json',
          injectTo: ['text.html.markdown'],
        },
      ],
      'markdown.markdownItPlugins': true,
      'markdown.previewStyles': ['./media/preview.css'],
      snippets: [{ language: 'markdown', path: './snippets/technical-design.code-snippets' }],
    },
  };
}

function specs(): [string, CommandSpec][] {
  return Object.entries(COMMANDS);
}

function commands(): object[] {
  return specs().map(([command, { title, icon, enablement }]) => ({
    command,
    title,
    category: 'Design Docs',
    ...(icon && { icon }),
    ...(enablement && { enablement }),
  }));
}

function menus(): object {
  const hidden = specs()
    .filter(([, { palette }]) => palette === false)
    .map(([command]) => ({ command, when: 'false' }));
  const items = specs().flatMap(([command, spec]) =>
    (spec.menus ?? []).map(({ menu, ...rest }) => ({ menu, item: { command, ...rest } })),
  );
  const inMenu = (name: MenuSpec['menu']): object[] =>
    items.filter(({ menu }) => menu === name).map(({ item }) => item);
  const names = [...new Set(items.map(({ menu }) => menu))];
  return { commandPalette: hidden, ...Object.fromEntries(names.map((name) => [name, inMenu(name)])) };
}

function keybindings(): object[] {
  return specs().flatMap(([command, { key }]) => (key ? [{ command, ...key }] : []));
}

function settings(): object {
  const own = Object.entries(SETTING_SPECS).map(([name, { schema }]) => [`designDocs.${name}`, schema]);
  return { ...Object.fromEntries(own), 'designDocs.trace.server': trace };
}

const trace = {
  type: 'string',
  enum: ['messages', 'verbose'],
  default: 'messages',
  markdownDescription:
    'How much of each message between the editor and the language server to log in the **Design Docs** output channel. Applies only when the log level of the channel is *Trace* (see the command **Developer: Set Log Level…**).',
};

function views(): object {
  const icon = 'media/phases.svg';
  return {
    viewsContainers: { activitybar: [{ id: 'designDocs', title: 'Design Docs', icon }] },
    views: { designDocs: [{ id: PHASES_VIEW, name: 'Phases', icon, contextualTitle: 'Design Docs' }] },
    viewsWelcome: viewsWelcome(),
    walkthroughs: walkthroughs(),
  };
}
