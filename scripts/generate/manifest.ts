import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  CAN_TREAT,
  COMMANDS,
  type CommandSpec,
  type MenuSpec,
  PHASES_VIEW,
  SHOWS,
} from '../../client/src/commands/table.ts';
import { SETTING_SPECS } from '../../server/src/settings.ts';

/** The text of package.json: the keys that say what the extension is and contributes are replaced whole. */
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
    browser: './dist/client.web.js',
    // Commands and views activate by themselves; YAML may be a config file, and then the server starts.
    activationEvents: ['onLanguage:markdown', 'onLanguage:yaml', 'onUri'],
    capabilities: { untrustedWorkspaces: { supported: true }, virtualWorkspaces: true },
    contributes: {
      commands: commands(),
      menus: menus(),
      configuration: { title: 'Design Docs', properties: settings() },
      ...views(),
      grammars: [
        {
          scopeName: 'markdown.design-docs.injection',
          path: './syntaxes/design-docs.injection.tmLanguage.json',
          injectTo: ['text.html.markdown'],
        },
      ],
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

function settings(): object {
  const own = Object.entries(SETTING_SPECS).map(([name, { schema }]) => [`designDocs.${name}`, schema]);
  return { ...Object.fromEntries(own), 'designDocs.trace.server': trace };
}

const trace = {
  type: 'string',
  enum: ['messages', 'verbose'],
  default: 'messages',
  markdownDescription:
    'How much of each message between the editor and the language server is written to the output channel **Design Docs** while its log level is *Trace* (command **Developer: Set Log Level…**).',
};

function views(): object {
  const icon = 'media/phases.svg';
  const link = (command: keyof typeof COMMANDS): string => `[${COMMANDS[command].title}](command:${command})`;
  const newDocument = link('designDocs.newDocument');
  // A link that is not alone on its line is shown as a link, not as a button.
  const explain: keyof typeof COMMANDS = 'designDocs.explain';
  const why = `[Why?](command:${explain})`;
  return {
    viewsContainers: { activitybar: [{ id: 'designDocs', title: 'Design Docs', icon }] },
    views: { designDocs: [{ id: PHASES_VIEW, name: 'Phases', icon, contextualTitle: 'Design Docs' }] },
    viewsWelcome: [
      {
        view: PHASES_VIEW,
        when: `${SHOWS} == nothing`,
        contents: `Open a design document to see its phases and what is left to write, or begin a new one.\n${newDocument}`,
      },
      {
        view: PHASES_VIEW,
        when: `${SHOWS} == file && ${CAN_TREAT}`,
        contents: `This Markdown file is not a design document. ${why}\n${link('designDocs.treatAsDesignDocument')}\n${newDocument}`,
      },
      {
        view: PHASES_VIEW,
        when: `${SHOWS} == template`,
        contents: `This file is a template, from which design documents are written. ${why}\n${newDocument}`,
      },
    ],
  };
}
