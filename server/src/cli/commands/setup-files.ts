import { RULE_PAGES } from '../../rules/pages.ts';
import { CONFIG_FILE } from '../../workspace/config-file.ts';

export const REPOSITORY = RULE_PAGES.replace(/\/blob\/.*$/s, '');

export interface SetupFile {
  /** Relative to the root of the repository, separated by `/`. */
  readonly path: string;
  readonly text: string;
}

/** A config file that sets nothing; its comments show the keys. */
export const CONFIG: SetupFile = {
  path: CONFIG_FILE,
  text: `# yaml-language-server: $schema=${REPOSITORY}/raw/main/schema/config.schema.json
#
# Settings for the design documents in this folder and its subfolders. Nothing is set yet.
# All keys: ${REPOSITORY}/blob/main/docs/configuration.md

# The template of each group of files: a built-in one (technical-design, adr, rfc, enhancement) or your own Markdown
# file. Technical designs are recognized without an entry here.
# templates:
#   docs/decisions/*.md: adr
#   docs/rfcs/**/*.md: docs/templates/rfc.md

# How strictly to check for missing parts: progressive, level, or a phase number.
# gate: progressive

# The severity of individual rules: off, hint, info, warning, or error.
# rules:
#   unmeasurable-goal: info
`,
};

/**
 * A GitHub Actions workflow that runs the check. It uses `--gate level` because CI verifies that a document meets its
 * quality level. The progressive gate is for editors.
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
      # To check only the files that a pull request changes, add --changed=origin/main here and fetch-depth: 0 to checkout.
      - run: npx --yes design-docs@${version} check --gate level --format github --format "markdown=$GITHUB_STEP_SUMMARY"
`,
  };
}

/** A GitLab CI job that runs the same check. Its findings appear in the merge request. */
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

/** The hook's entry in the `repos` list of a pre-commit configuration, not indented. */
export function preCommitEntry(version: string): string {
  return `- repo: ${REPOSITORY}
  rev: v${version}
  hooks:
    - id: design-docs
`;
}
