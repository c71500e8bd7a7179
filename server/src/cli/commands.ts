import type { ArgumentSpec, CommandSpec, OptionSpec } from './command.ts';
import { FORMAT_NAMES, REPORT_FORMAT_NAMES } from './formats/names.ts';

const PATHS: ArgumentSpec = {
  flags: '[paths...]',
  summary: 'files, folders and globs; “!glob” leaves out. Default: this folder',
};

const CONFIG: OptionSpec = {
  flags: '-c, --config <file>',
  summary: 'the config file for all documents, in the place of the nearest .design-docs.yaml',
  completes: 'file',
};

const TEMPLATE: OptionSpec = {
  flags: '-t, --template <name-or-file>',
  summary: 'the template of all documents that name none themselves',
  completes: 'template',
};

const LEVEL: OptionSpec = {
  flags: '-l, --level <level>',
  summary: 'judge every document as if its quality level were this one',
  completes: 'level',
};

const QUIET: OptionSpec = {
  flags: '-q, --quiet',
  summary: 'print only what fails: no summary, no notes, no progress',
};

const SHARD: OptionSpec = {
  flags: '--shard <i/n>',
  summary: 'do the i-th of n parts of all files; “report --merge” joins the results',
};

export const COMMANDS: readonly CommandSpec[] = [
  {
    name: 'check',
    summary: 'Find what is wrong or missing in design documents',
    arguments: [PATHS],
    options: [
      {
        flags: '-g, --gate <gate>',
        summary:
          'how strictly missing parts are judged: progressive, level, or the number of a phase. Default: the config file’s, else progressive',
        suggests: ['progressive', 'level'],
      },
      LEVEL,
      TEMPLATE,
      CONFIG,
      {
        flags: '--changed [base]',
        summary:
          'only files that differ from a git base, a branch or a commit, and files that git does not know yet. Default: origin/HEAD',
      },
      {
        flags: '--baseline <file>',
        summary:
          'do not list the findings that this file knows; those that it knows and nobody finds any more fail',
        completes: 'file',
      },
      { flags: '--update-baseline', summary: 'write the findings of now into the baseline' },
      {
        flags: '--fail-on <severity>',
        summary: 'the least severity that makes the exit code 1',
        choices: ['error', 'warning', 'info'],
        default: 'warning',
      },
      { flags: '--max-warnings <count>', summary: 'so many warnings do not fail' },
      { flags: '--hints', summary: 'list hints too, such as what is due in a later phase' },
      QUIET,
      {
        flags: '-f, --format <name[=file]>',
        summary: `how results are written: ${FORMAT_NAMES.join(', ')}; with “=file” into a file. May be given several times. Default: text`,
        repeats: true,
        suggests: FORMAT_NAMES,
      },
      { flags: '--stdin', summary: 'check the text that comes on the standard input' },
      {
        flags: '--stdin-filename <path>',
        summary: 'where that text belongs: decides about its config file and template',
        completes: 'file',
      },
      { flags: '--fix', summary: 'mend what can be mended without changing words, and list what is left' },
      {
        flags: '--fix-dry-run',
        summary: 'print what --fix would change as a unified diff, and write nothing',
      },
      {
        flags: '--cache <file>',
        summary: 'remember results by the content of files; the file can be deleted at any time',
        completes: 'file',
      },
      SHARD,
    ],
    examples: [
      { call: 'design-docs check docs', does: 'Lists what is due now in all design documents below docs.' },
      {
        call: 'design-docs check --gate level --format github',
        does: 'Fails unless every document has all that its level requires, and annotates a pull request.',
      },
    ],
    load: () => import('./commands/check.ts'),
  },
  {
    name: 'report',
    summary: 'Show how far every design document is, what is left for its level, and whose it is',
    arguments: [PATHS],
    options: [
      LEVEL,
      TEMPLATE,
      CONFIG,
      {
        flags: '--sort <order>',
        summary: 'what stands first: the first path, most left, longest unchanged, or the strictest level',
        choices: ['path', 'left', 'age', 'level'],
        default: 'path',
      },
      {
        flags: '-f, --format <name[=file]>',
        summary: `how the report is written: ${REPORT_FORMAT_NAMES.join(', ')}; with “=file” into a file. May be given several times. Default: text`,
        repeats: true,
      },
      { flags: '-q, --quiet', summary: 'print the table alone: no details, no summary, no notes' },
      SHARD,
      {
        flags: '--merge',
        summary:
          'join results, which are given in the place of paths: all of “report” or all of “check” as JSON, or all SARIF. Those of “check” take its formats, and give its exit code',
      },
    ],
    examples: [
      { call: 'design-docs report docs', does: 'Shows what is left in all design documents below docs.' },
      {
        call: 'design-docs report --merge part-*.json --format github',
        does: 'Joins the results of all parts of a check, and annotates a pull request.',
      },
      {
        call: 'design-docs report --sort left --format html=report.html',
        does: 'Writes one page with a picture of all documents, those with most left on top.',
      },
    ],
    load: () => import('./commands/report.ts'),
  },
  {
    name: 'next',
    summary: 'Say what to write next in design documents, with the template’s guidance for it',
    arguments: [PATHS],
    options: [
      { flags: '-a, --all', summary: 'every step that is left, and not only the first of each document' },
      LEVEL,
      TEMPLATE,
      CONFIG,
      {
        flags: '-f, --format <name>',
        summary: 'how steps are written',
        choices: ['text', 'json'],
        default: 'text',
      },
    ],
    examples: [
      { call: 'design-docs next docs/payments.md', does: 'Says what to write next, and what belongs there.' },
      {
        call: 'design-docs next --all --level production --format json',
        does: 'Lists all that each document lacks for production, for programs.',
      },
    ],
    load: () => import('./commands/next.ts'),
  },
  {
    name: 'new',
    summary: 'Write a new document from a template: exactly the sections that its level requires',
    arguments: [
      {
        flags: '[file]',
        summary: 'where to write it; nothing is overwritten. Default, and for “-”: it is printed',
      },
    ],
    options: [
      {
        flags: '-t, --template <name-or-file>',
        summary:
          'the template. Default: what the config file maps the file to, else the built-in technical design',
        completes: 'template',
      },
      {
        flags: '-l, --level <level>',
        summary: 'the quality level. Without one the template’s choice stays, to be made in the document',
        completes: 'level',
      },
      {
        flags: '--title <title>',
        summary: 'the title. Default: the file’s name in words; an empty one keeps the template’s',
      },
      CONFIG,
    ],
    examples: [
      {
        call: 'design-docs new docs/payment-service.md --level prototype',
        does: 'Writes a prototype’s technical design with the title “Payment service”.',
      },
      {
        call: 'design-docs new docs/decisions/0007-use-postgres.md --template adr',
        does: 'Writes the record of a decision.',
      },
    ],
    load: () => import('./commands/new.ts'),
  },
  {
    name: 'explain',
    summary: 'Tell what decides about a file and what it still needs, or what a rule is about',
    arguments: [
      {
        flags: '<file-or-rule>',
        summary: 'a file, or the id of a rule as “check” prints it',
        completes: 'rule',
      },
    ],
    options: [TEMPLATE, LEVEL, CONFIG],
    examples: [
      {
        call: 'design-docs explain docs/pay.md',
        does: 'Shows which template, level and settings are in force, and why.',
      },
      { call: 'design-docs explain missing-gate', does: 'Shows what that rule finds and why it matters.' },
    ],
    load: () => import('./commands/explain.ts'),
  },
  {
    name: 'migrate',
    summary: 'Bring documents to the present version of the template that they are written from',
    arguments: [PATHS],
    options: [
      {
        flags: '--from <file>',
        summary:
          'the template as it was when the documents were written: what it said and nobody answered gives way to what the template says now',
        completes: 'file',
      },
      TEMPLATE,
      CONFIG,
      { flags: '--write', summary: 'change the files; without it the changes are printed as a unified diff' },
    ],
    examples: [
      {
        call: 'design-docs migrate docs',
        does: 'Shows which headings and phase markers below docs have other names in the template now.',
      },
      {
        call: 'design-docs migrate --from old.md --write docs',
        does: 'Brings the documents below docs from the template old.md to the one in force.',
      },
    ],
    load: () => import('./commands/migrate.ts'),
  },
  {
    name: 'init',
    summary: 'Set up a repository: a config file, a check in CI, and a hook for pre-commit',
    options: [
      {
        flags: '--ci <service>',
        summary: 'which CI to write a check for',
        choices: ['github', 'gitlab', 'none'],
        default: 'github',
      },
    ],
    examples: [
      {
        call: 'design-docs init',
        does: 'Writes .design-docs.yaml and .github/workflows/design-docs.yml, and adds the hook where there is a .pre-commit-config.yaml. What is there already stays as it is.',
      },
    ],
    load: () => import('./commands/init.ts'),
  },
  {
    name: 'completions',
    summary: 'Print a script that lets a shell complete commands, options and their values',
    arguments: [{ flags: '<shell>', summary: 'the shell that reads it', choices: ['bash', 'zsh', 'fish'] }],
    options: [],
    examples: [
      {
        call: 'eval "$(design-docs completions bash)"',
        does: 'Completes in this bash; in ~/.bashrc, in all.',
      },
      {
        call: 'design-docs completions zsh > ~/.zfunc/_design-docs',
        does: 'Completes in every zsh that has ~/.zfunc in its fpath.',
      },
      {
        call: 'design-docs completions fish > ~/.config/fish/completions/design-docs.fish',
        does: 'Completes in every fish.',
      },
    ],
    load: () => import('./commands/completions.ts'),
  },
  {
    name: 'lsp',
    summary: 'Serve an editor: the language server',
    options: [
      { flags: '--stdio', summary: 'speak over the standard input and output, as most editors want it' },
      { flags: '--socket <port>', summary: 'speak to the editor that listens at this port of this machine' },
      { flags: '--pipe <name>', summary: 'speak to the editor that listens at this pipe', completes: 'file' },
      { flags: '--node-ipc', summary: 'speak to the Node process that started this one' },
    ],
    takesMore: true,
    examples: [{ call: 'design-docs lsp --stdio', does: 'What an editor starts; docs/editors.md says how.' }],
    load: () => import('./commands/lsp.ts'),
  },
  {
    name: 'mcp',
    summary: 'Serve design documents to a coding agent, by the Model Context Protocol on stdio',
    options: [
      {
        flags: '--root <folder>',
        summary: 'the folder outside of which nothing is read or written. Default: this folder',
        completes: 'folder',
      },
    ],
    examples: [
      { call: 'design-docs mcp', does: 'Serves this folder until the client closes the standard input.' },
    ],
    load: () => import('./commands/mcp.ts'),
  },
];
