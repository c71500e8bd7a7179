import type { ArgumentSpec, CommandSpec, OptionSpec } from './command.ts';
import { FORMAT_NAMES, REPORT_FORMAT_NAMES } from './formats/names.ts';

const PATHS: ArgumentSpec = {
  flags: '[paths...]',
  summary: 'files, folders, and globs; “!glob” excludes files. Default: the current folder',
};

const CONFIG: OptionSpec = {
  flags: '-c, --config <file>',
  summary: 'use this config file for all documents instead of the nearest .design-docs.yaml',
  completes: 'file',
};

const TEMPLATE: OptionSpec = {
  flags: '-t, --template <name-or-file>',
  summary: 'the template for documents that do not name one',
  completes: 'template',
};

const LEVEL: OptionSpec = {
  flags: '-l, --level <level>',
  summary: 'check every document as if it had this quality level',
  completes: 'level',
};

const QUIET: OptionSpec = {
  flags: '-q, --quiet',
  summary: 'print only the findings that fail: no summary, notes, or progress bar',
};

const SHARD: OptionSpec = {
  flags: '--shard <i/n>',
  summary: 'check only shard i of n; “report --merge” joins the results',
};

export const COMMANDS: readonly CommandSpec[] = [
  {
    name: 'check',
    summary: 'Check design documents for problems and missing parts',
    arguments: [PATHS],
    options: [
      {
        flags: '-g, --gate <gate>',
        summary:
          'how strictly to check for missing parts: progressive, level, or a phase number. Default: the config file’s gate, or progressive',
        suggests: ['progressive', 'level'],
      },
      LEVEL,
      TEMPLATE,
      CONFIG,
      {
        flags: '--changed [base]',
        summary:
          'check only untracked files and files that differ from the merge base with a git branch or commit. Default: origin/HEAD',
      },
      {
        flags: '--baseline <file>',
        summary: 'hide the findings recorded in this file; fail if a recorded finding no longer occurs',
        completes: 'file',
      },
      { flags: '--update-baseline', summary: 'record the current findings in the baseline' },
      {
        flags: '--fail-on <severity>',
        summary: 'exit with 1 if any finding is at least this severe',
        choices: ['error', 'warning', 'info'],
        default: 'warning',
      },
      { flags: '--max-warnings <count>', summary: 'allow up to this many warnings' },
      { flags: '--hints', summary: 'list hints too, such as sections that are due in a later phase' },
      QUIET,
      {
        flags: '-f, --format <name[=file]>',
        summary: `the output format: ${FORMAT_NAMES.join(', ')}; “=file” writes it to a file. Can be repeated. Default: text`,
        repeats: true,
        suggests: FORMAT_NAMES,
      },
      { flags: '--stdin', summary: 'check the text from standard input' },
      {
        flags: '--stdin-filename <path>',
        summary: 'the path to assume for standard input; it determines the config file and the template',
        completes: 'file',
      },
      {
        flags: '--fix',
        summary: 'apply safe fixes (prose is never changed) and list the remaining findings',
      },
      {
        flags: '--fix-dry-run',
        summary: 'print what --fix would change as a unified diff, without writing any file',
      },
      {
        flags: '--cache <file>',
        summary: 'cache results in this file, which you can delete at any time',
        completes: 'file',
      },
      SHARD,
    ],
    examples: [
      { call: 'design-docs check docs', does: 'Checks all design documents in docs.' },
      {
        call: 'design-docs check --gate level --format github',
        does: 'Fails unless every document meets its quality level, and annotates the pull request.',
      },
    ],
    load: () => import('./commands/check.ts'),
  },
  {
    name: 'report',
    summary: 'Show the readiness of every design document: what is left, its owner, and its age',
    arguments: [PATHS],
    options: [
      LEVEL,
      TEMPLATE,
      CONFIG,
      {
        flags: '--sort <order>',
        summary:
          'how to sort documents: by path, by sections left (most first), by age (longest unchanged first), or by level (highest first)',
        choices: ['path', 'left', 'age', 'level'],
        default: 'path',
      },
      {
        flags: '-f, --format <name[=file]>',
        summary: `the output format: ${REPORT_FORMAT_NAMES.join(', ')}; “=file” writes it to a file. Can be repeated. Default: text`,
        repeats: true,
      },
      { flags: '-q, --quiet', summary: 'print only the table: no details, summary, or notes' },
      SHARD,
      {
        flags: '--merge',
        summary:
          'join result files, given as paths. All must be JSON from “report”, JSON from “check”, or SARIF. Results of “check” use the formats and the exit code of “check”',
      },
    ],
    examples: [
      { call: 'design-docs report docs', does: 'Shows the readiness of all design documents in docs.' },
      {
        call: 'design-docs report --merge part-*.json --format github',
        does: 'Joins the results of a sharded check and annotates the pull request.',
      },
      {
        call: 'design-docs report --sort left --format html=report.html',
        does: 'Writes an HTML report that starts with the documents that have the most left to write.',
      },
    ],
    load: () => import('./commands/report.ts'),
  },
  {
    name: 'next',
    summary: 'Show what to write next in design documents, with the template’s guidance',
    arguments: [PATHS],
    options: [
      { flags: '-a, --all', summary: 'list all remaining steps, not only the first of each document' },
      LEVEL,
      TEMPLATE,
      CONFIG,
      {
        flags: '-f, --format <name>',
        summary: 'the output format',
        choices: ['text', 'json'],
        default: 'text',
      },
    ],
    examples: [
      {
        call: 'design-docs next docs/payments.md',
        does: 'Shows what to write next and what the template says about it.',
      },
      {
        call: 'design-docs next --all --level production --format json',
        does: 'Prints, as JSON, everything that each document needs for production.',
      },
    ],
    load: () => import('./commands/next.ts'),
  },
  {
    name: 'new',
    summary: 'Create a document from a template, with exactly the sections that its level requires',
    arguments: [
      {
        flags: '[file]',
        summary:
          'the file to create; an existing file is never overwritten. Without it, or with “-”, the document is printed',
      },
    ],
    options: [
      {
        flags: '-t, --template <name-or-file>',
        summary:
          'the template. Default: the one that the config file maps the file to, or the built-in technical design',
        completes: 'template',
      },
      {
        flags: '-l, --level <level>',
        summary:
          'the quality level. Without it, the document lists the template’s levels for you to choose from',
        completes: 'level',
      },
      {
        flags: '--title <title>',
        summary: 'the title. Default: the file name in words. An empty title keeps the title of the template',
      },
      CONFIG,
    ],
    examples: [
      {
        call: 'design-docs new docs/payment-service.md --level prototype',
        does: 'Creates a technical design at the prototype level with the title “Payment service”.',
      },
      {
        call: 'design-docs new docs/decisions/0007-use-postgres.md --template adr',
        does: 'Creates an architecture decision record.',
      },
    ],
    load: () => import('./commands/new.ts'),
  },
  {
    name: 'explain',
    summary: 'Explain why a file is checked and what it still needs, or explain a rule',
    arguments: [
      {
        flags: '<file-or-rule>',
        summary: 'a file, or a rule ID as printed by “check”',
        completes: 'rule',
      },
    ],
    options: [TEMPLATE, LEVEL, CONFIG],
    examples: [
      {
        call: 'design-docs explain docs/pay.md',
        does: 'Shows which template, level, and settings apply, and why.',
      },
      { call: 'design-docs explain missing-gate', does: 'Shows what the rule finds and why it matters.' },
    ],
    load: () => import('./commands/explain.ts'),
  },
  {
    name: 'migrate',
    summary: 'Update documents to the current version of their template',
    arguments: [PATHS],
    options: [
      {
        flags: '--from <file>',
        summary:
          'the template version that the documents were written from; its unanswered guidance is replaced by the current guidance',
        completes: 'file',
      },
      TEMPLATE,
      CONFIG,
      {
        flags: '--write',
        summary: 'write the changes to the files; without it, they are printed as a unified diff',
      },
    ],
    examples: [
      {
        call: 'design-docs migrate docs',
        does: 'Shows which headings and phase markers in docs differ from the current template.',
      },
      {
        call: 'design-docs migrate --from old.md --write docs',
        does: 'Updates the documents in docs from the old template, old.md, to the current one.',
      },
    ],
    load: () => import('./commands/migrate.ts'),
  },
  {
    name: 'init',
    summary: 'Set up a repository: a config file, a CI check, and a pre-commit hook',
    options: [
      {
        flags: '--ci <service>',
        summary: 'the CI service to create a check for',
        choices: ['github', 'gitlab', 'none'],
        default: 'github',
      },
    ],
    examples: [
      {
        call: 'design-docs init',
        does: 'Creates .design-docs.yaml and .github/workflows/design-docs.yml. If there is a .pre-commit-config.yaml, adds the hook to it. Other existing files are not changed.',
      },
    ],
    load: () => import('./commands/init.ts'),
  },
  {
    name: 'completions',
    summary: 'Print a completion script for your shell',
    arguments: [{ flags: '<shell>', summary: 'the shell to complete in', choices: ['bash', 'zsh', 'fish'] }],
    options: [],
    examples: [
      {
        call: 'eval "$(design-docs completions bash)"',
        does: 'Turns on completion in this bash session. To turn it on permanently, add the line to ~/.bashrc.',
      },
      {
        call: 'design-docs completions zsh > ~/.zfunc/_design-docs',
        does: 'Turns on completion in zsh, if ~/.zfunc is in your fpath.',
      },
      {
        call: 'design-docs completions fish > ~/.config/fish/completions/design-docs.fish',
        does: 'Turns on completion in fish.',
      },
    ],
    load: () => import('./commands/completions.ts'),
  },
  {
    name: 'lsp',
    summary: 'Start the language server for an editor',
    options: [
      { flags: '--stdio', summary: 'communicate over standard input and output; most editors need this' },
      { flags: '--socket <port>', summary: 'connect to the editor that listens on this local port' },
      {
        flags: '--pipe <name>',
        summary: 'connect to the editor that listens on this pipe',
        completes: 'file',
      },
      { flags: '--node-ipc', summary: 'communicate with the parent Node.js process' },
    ],
    takesMore: true,
    examples: [
      {
        call: 'design-docs lsp --stdio',
        does: 'The command that an editor runs. docs/editors.md has the setup for each editor.',
      },
    ],
    load: () => import('./commands/lsp.ts'),
  },
  {
    name: 'mcp',
    summary: 'Start a Model Context Protocol server on stdio for a coding agent',
    options: [
      {
        flags: '--root <folder>',
        summary: 'the only folder that the server reads and writes. Default: the current folder',
        completes: 'folder',
      },
    ],
    examples: [
      { call: 'design-docs mcp', does: 'Serves the current folder until the client closes standard input.' },
    ],
    load: () => import('./commands/mcp.ts'),
  },
];
