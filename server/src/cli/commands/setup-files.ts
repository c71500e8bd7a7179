import { RULE_PAGES } from '../../rules/pages.ts';
import { CONFIG_FILE } from '../../workspace/config-file.ts';

/** What `init` writes and docs/ci.md shows. */
export const REPOSITORY = RULE_PAGES.replace(/\/blob\/.*$/s, '');

export interface SetupFile {
  /** Relative to the root of the repository, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** A config file that sets nothing yet, and shows what can be set. */
export const CONFIG: SetupFile = {
  path: CONFIG_FILE,
  text: `# yaml-language-server: $schema=${REPOSITORY}/raw/main/schema/config.schema.json
#
# What decides about the design documents in this folder and below it; nothing is set yet.
# All keys: ${REPOSITORY}/blob/main/docs/configuration.md

# Which files are written from which template: a built-in one (technical-design, adr, rfc, enhancement), or your own
# Markdown file. Technical designs are recognised without being named here.
# templates:
#   docs/decisions/*.md: adr
#   docs/rfcs/**/*.md: docs/templates/rfc.md

# How strictly missing parts are judged while people write: progressive, level, or the number of a phase.
# gate: progressive

# The severity of single rules: off, hint, info, warning or error.
# rules:
#   unmeasurable-goal: info
`,
};

/**
 * The check as a workflow of GitHub Actions. The gate is the level, since CI decides whether a document keeps what its
 * level promises; what is written phase by phase is shown while people write.
 */
export function githubWorkflow(version: string): SetupFile {
  return {
    path: '.github/workflows/design-docs.yml',
    text: `name: Design Docs

on:
  pull_request:
  push:
    branches: [main, master]

permissions:
  contents: read

jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
        with:
          persist-credentials: false
      - uses: actions/setup-node@v6
        with:
          node-version: 24
      # To check only what a pull request changes, add --changed=origin/main, and fetch-depth: 0 to the checkout.
      - run: npx --yes design-docs@${version} check --gate level --format github --format "markdown=$GITHUB_STEP_SUMMARY"
`,
  };
}

/** The same as a job of GitLab CI, with findings in the merge request. */
export function gitlabJob(version: string): SetupFile {
  return {
    path: '.gitlab-ci.yml',
    text: `design-docs:
  image: node:24-slim
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  script:
    - npx --yes design-docs@${version} check --gate level --format text --format gitlab=gl-code-quality-report.json --format junit=design-docs.xml
  artifacts:
    when: always
    reports:
      codequality: gl-code-quality-report.json
      junit: design-docs.xml
`,
  };
}

/** The hook's entry in a list of repositories, without indentation. */
export function preCommitEntry(version: string): string {
  return `- repo: ${REPOSITORY}
  rev: v${version}
  hooks:
    - id: design-docs
`;
}
