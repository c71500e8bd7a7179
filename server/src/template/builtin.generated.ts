// Generated from templates/ by `npm run generate`; do not edit.
import type { StoredTemplate } from './template-file.ts';

export const BUILTIN_TEMPLATES: readonly StoredTemplate[] = [
  {
    "id": "technical-design",
    "source": "# Technical Design\n\n<!-- Phase 0: Project Basics -->\n## Overview\nSummarize the problem, the target users, and the outcomes this design aims to deliver. Keep this section concise and business‑oriented.\n\n## Goals and Non‑Goals\n- Goals: bullet list of measurable objectives.\n- Non‑Goals: explicitly out‑of‑scope items to avoid scope creep.\n\n<!-- Phase 1: Core Technical -->\n## Architecture\n- High‑level diagram and narrative of the system boundaries, data/control flows, and trust boundaries.\n- Deployment targets and runtime assumptions.\n\n<!-- Phase 0: Project Basics -->\n## Quality\n- Quality Level: experiment | prototype | production | secure\n- Guidance (apply based on chosen level):\n  - Experiment: speed over rigor; minimal tests; throwaway acceptable.\n  - Prototype: validate function/UX; basic error handling; smoke tests.\n  - Production: reliability, observability, CI/CD, SLOs, on-call readiness.\n  - Secure: threat modeling, hardening, least-privilege, audits/compliance.\n- Entry/Exit criteria:\n  - Define minimum gates (tests, lint, coverage, reviews, security scans) per level.\n\n<!-- Phase 1: Core Technical -->\n## Components\nDescribe major components/services, their responsibilities, and interactions.\n- Component A: purpose, inputs/outputs, key dependencies.\n- Component B: purpose, inputs/outputs, key dependencies.\n\n<!-- Phase 1: Core Technical -->\n## Data Model\n- Core entities, schemas, and relationships.\n- Storage engines and retention policies (if applicable).\n\n<!-- Phase 1: Core Technical -->\n## Interfaces\n- External APIs, CLIs, or UIs, with key endpoints/commands and contracts.\n- Internal module interfaces as needed.\n\n<!-- Phase 2: Production Readiness -->\n## Configuration\n- Configuration surfaces (env vars, files, flags) and defaults.\n- Secrets management approach (do not commit secrets).\n- **Infrastructure as Code:** Terraform/Pulumi/CloudFormation files location and state management.\n- **Platform-specific config:** fly.toml, app.yaml, Dockerfile/Containerfile (Podman), docker-compose.yml/podman-compose.yml, k8s manifests, etc.\n- **Environment parity:** ensuring dev/staging/prod consistency.\n\n<!-- Phase 1: Core Technical -->\n## Algorithms / Processing\n- Principal algorithms, workflows, or pipelines with step‑by‑step notes.\n- Alternatives considered and rationale.\n\n<!-- Phase 2: Production Readiness -->\n## Error Handling & Resilience\n- Failure modes, timeouts/retries/backoff, idempotency, and fallback strategies.\n\n<!-- Phase 1: Core Technical (production/secure) | Phase 2: Production Readiness -->\n## Performance & Scalability\n- Expected load, latency/throughput targets, and scaling strategies.\n- Caching/indexing/parallelism plans.\n\n<!-- Phase 2: Production Readiness | Phase 3: Secure/Compliance -->\n## Security & Privacy\n- Threat model overview and mitigations.\n- Permissions, least‑privilege, and data protection.\n\n<!-- Phase 2: Production Readiness -->\n## Observability\n- Logging, metrics, tracing, and run reporting.\n\n<!-- Phase 1: Core Technical -->\n## Testing Strategy\n- Unit, integration, and end‑to‑end coverage plans; test data.\n\n<!-- Phase 2: Production Readiness -->\n## Rollout & Migration\n- Deployment plan, feature flags, migration/compatibility strategy, and rollback plan.\n- **Deployment mechanism:** CI/CD pipeline, manual CLI, platform automation (git-push, webhooks).\n- **Health checks:** readiness/liveness probes, smoke tests, canary validation.\n- **Monitoring during rollout:** metrics to watch, alerting thresholds, rollback triggers.\n- **Zero-downtime strategy:** blue-green, canary, rolling updates, database migrations.\n\n## Open Questions\n- Outstanding decisions or risks to resolve.\n",
    "linesAbove": 82,
    "policy": {
      "version": 1,
      "description": "A system or feature: its design, operation, and security.",
      "levels": {
        "experiment": 0,
        "prototype": 1,
        "production": 2,
        "secure": 3
      },
      "sections": {
        "Goals and Non-Goals": {
          "phase": 0,
          "required-from": "prototype",
          "recommended-from": "experiment"
        },
        "Quality": {
          "may-stay": [
            "Guidance"
          ]
        },
        "Components": {
          "examples": [
            "Component A",
            "Component B"
          ],
          "defines-names": true
        },
        "Configuration": {
          "topics": [
            {
              "label": "Secrets",
              "from": "production",
              "terms": [
                "secret",
                "credential",
                "vault",
                "password",
                "api key",
                "access key",
                "private key",
                "token",
                "keychain",
                "keyring",
                "key management",
                "kms",
                "parameter store",
                "sops",
                "passphrase",
                "certificate",
                "cert",
                "cert-manager",
                "hsm",
                "workload identity",
                "managed identity",
                "mtls",
                "signing key"
              ],
              "guidance": "where secrets live, who may read them and how they are rotated; none are committed."
            }
          ]
        },
        "Algorithms / Processing": {
          "required-from": "never",
          "recommended-from": "prototype"
        },
        "Error Handling & Resilience": {
          "topics": [
            {
              "label": "Timeouts and retries",
              "from": "production",
              "terms": [
                "timeout",
                "time out",
                "times out",
                "timed out",
                "time limit",
                "deadline",
                "retry",
                "retries",
                "retried",
                "retrying",
                "re-try",
                "back off",
                "backs off",
                "try again",
                "tries again",
                "tried again",
                "give up",
                "gives up",
                "given up",
                "giving up",
                "start again",
                "starts again",
                "run again",
                "runs again",
                "one more time",
                "aborted after",
                "abort after",
                "cancelled after",
                "circuit breaker",
                "does not answer",
                "no answer"
              ],
              "guidance": "which calls time out, after how long, and which are tried again."
            }
          ]
        },
        "Security & Privacy": {
          "topics": [
            {
              "label": "Threat model",
              "from": "secure",
              "phase": 3,
              "terms": [
                "threat",
                "threat modeling",
                "threat modelling",
                "stride",
                "attack tree",
                "attack surface",
                "attack vector",
                "attacker",
                "adversary",
                "adversaries",
                "abuse case",
                "abuse",
                "misuse",
                "what could go wrong",
                "stolen",
                "malicious"
              ],
              "guidance": "who might attack what, by which way, and what stops them."
            },
            {
              "label": "Hardening",
              "from": "secure",
              "phase": 3,
              "terms": [
                "hardening",
                "harden",
                "hardened",
                "hardens",
                "sandbox",
                "sandboxed",
                "sandboxing",
                "seccomp",
                "apparmor",
                "selinux",
                "read-only root",
                "rootless",
                "non-root",
                "distroless",
                "minimal image",
                "locked down",
                "security baseline",
                "cis benchmark",
                "read-only file system",
                "read-only filesystem",
                "capabilities dropped",
                "drop all capabilities",
                "measured boot",
                "patched"
              ],
              "guidance": "how hosts, images and services are locked down beyond their defaults."
            },
            {
              "label": "Least privilege",
              "from": "secure",
              "phase": 3,
              "terms": [
                "least privilege",
                "least privileged",
                "minimal privilege",
                "minimum privilege",
                "minimal permission",
                "minimum permission",
                "rbac",
                "role-based",
                "iam role",
                "scoped token",
                "need to know",
                "may only",
                "can only",
                "nobody else",
                "access control",
                "read-only access",
                "separation of duties"
              ],
              "guidance": "which roles exist and why none can do more than it must."
            },
            {
              "label": "Audit or compliance",
              "from": "secure",
              "phase": 3,
              "terms": [
                "audit",
                "audited",
                "auditing",
                "auditable",
                "auditor",
                "compliance",
                "compliant",
                "soc 2",
                "iso 27001",
                "gdpr",
                "ccpa",
                "hipaa",
                "pci dss",
                "fedramp",
                "regulatory"
              ],
              "guidance": "what is logged for audits, which rules apply and how they are met."
            }
          ]
        },
        "Rollout & Migration": {
          "topics": [
            {
              "label": "Rollback",
              "from": "production",
              "terms": [
                "roll back",
                "rolled back",
                "rolls back",
                "rolling back",
                "back out",
                "backed out",
                "revert",
                "reverted",
                "reverting",
                "undo",
                "undone",
                "downgrade",
                "kill switch",
                "previous version",
                "previous release",
                "redeploy the last",
                "redeploy the previous",
                "last good",
                "prior version",
                "prior revision",
                "previous image",
                "old version",
                "old image",
                "switch back",
                "switched back",
                "switches back",
                "shift back",
                "put back",
                "puts back",
                "back to the old",
                "back to the previous",
                "fall back",
                "falls back",
                "falling back",
                "turn it off",
                "turned off",
                "turning it off",
                "turning the flag off",
                "switch off",
                "switched off",
                "switching it off",
                "flag off"
              ],
              "guidance": "what triggers a rollback, how it is done and how long it takes."
            },
            {
              "label": "Health checks",
              "from": "production",
              "terms": [
                "health",
                "healthy",
                "healthz",
                "readyz",
                "livez",
                "readiness",
                "liveness",
                "heartbeat",
                "probe",
                "smoke test",
                "canary validation",
                "self-test",
                "synthetic",
                "watchdog",
                "ping",
                "smoke-tested"
              ]
            },
            {
              "label": "Monitoring during rollout",
              "from": "production",
              "terms": [
                "monitor",
                "monitored",
                "monitoring",
                "metric",
                "alert",
                "alerting",
                "alarm",
                "dashboard",
                "error rate",
                "watched",
                "telemetry",
                "watch",
                "watches",
                "watching",
                "grafana",
                "prometheus",
                "datadog",
                "sentry",
                "kibana",
                "cloudwatch",
                "observe",
                "observed",
                "on-call"
              ]
            }
          ]
        },
        "Open Questions": {
          "required-from": "never",
          "may-be-empty": true
        }
      },
      "gates": {
        "section": "Quality",
        "label": "Entry/Exit criteria",
        "names": {
          "tests": [
            "test",
            "tested",
            "testing",
            "unit",
            "suite",
            "integration",
            "end-to-end",
            "e2e",
            "pytest",
            "junit",
            "ci green",
            "ci is green"
          ],
          "lint": [
            "lint",
            "linted",
            "linter",
            "linting",
            "eslint",
            "clippy",
            "static analysis",
            "static check",
            "ruff",
            "flake8",
            "pylint",
            "mypy",
            "golangci-lint",
            "checkstyle",
            "ktlint",
            "biome",
            "prettier",
            "rubocop",
            "shellcheck"
          ],
          "coverage": [
            "coverage",
            "cover",
            "covered"
          ],
          "reviews": [
            "review",
            "reviewed",
            "reviewer",
            "reviewing",
            "approve",
            "approved",
            "approval",
            "sign-off",
            "signed off",
            "four eyes",
            "peer",
            "colleague",
            "two people",
            "pull request",
            "second pair of eyes"
          ],
          "security scans": [
            "security scan",
            "security scanner",
            "security scanning",
            "vulnerability scan",
            "vulnerability scanner",
            "vulnerability scanning",
            "dependency scan",
            "dependency scanning",
            "dependency audit",
            "container scan",
            "image scan",
            "secret scan",
            "sast",
            "dast",
            "codeql",
            "trivy",
            "snyk",
            "penetration test",
            "pen test",
            "pentest",
            "cargo audit",
            "npm audit",
            "grype",
            "dependabot"
          ]
        },
        "levels": {
          "experiment": [],
          "prototype": [
            "tests"
          ],
          "production": [
            "tests",
            "lint",
            "coverage",
            "reviews"
          ],
          "secure": [
            "tests",
            "lint",
            "coverage",
            "reviews",
            "security scans"
          ]
        }
      }
    }
  },
  {
    "id": "adr",
    "source": "# {Title of the decision}\n\n- Status: proposed | accepted | rejected | deprecated | superseded\n- Date: YYYY-MM-DD\n- Decision makers: names\n\n## Context and Problem Statement\n- What forces a decision now, in two or three sentences that a newcomer can follow.\n- The question to be answered, and what is out of its scope.\n- Links to the issue, incident or discussion that raised it.\n\n## Decision Drivers\n- One line for each quality, constraint or concern by which the options are judged, the weightiest first.\n- Leave the section out if the problem statement already says it all.\n\n## Considered Options\n- One line for each option that was really on the table, by the name used in the rest of this record.\n- Doing nothing is an option too, if it was weighed.\n\n## Decision Outcome\n- The name of the chosen option, and the one or two reasons that tipped the balance.\n- How firm the decision is, and what would make you open it again.\n\n### Consequences\n- What gets better, and for whom.\n- What gets worse, costs more or is ruled out from now on.\n- Work that follows from the decision, with its owner.\n\n### Confirmation\n- How anyone can tell later that the decision is being followed, such as a test, a lint rule or a review step.\n- Leave it out if following the decision shows by itself.\n\n## Pros and Cons of the Options\nWrite one subsection for each option, or leave all of this out if the reasons above are enough.\n\n### {Option}\n- What the option is, in a sentence, with a link to more.\n- One line for each argument, begun with Good, Neutral or Bad, and measured against the drivers.\n\n## More Information\n- Evidence such as benchmarks, prototypes and minutes, and who agreed.\n- Earlier and later decisions that this one depends on, amends or replaces.\n- When to look at the decision again.\n",
    "linesAbove": 28,
    "policy": {
      "version": 1,
      "name": "Architecture Decision Record",
      "description": "One decision: its context, the options, the choice, and the consequences.",
      "source": "Section names from MADR, https://github.com/adr/madr (MIT or CC0-1.0); the guidance text is original.",
      "sections": {
        "Context and Problem Statement": {
          "aliases": [
            "Context",
            "Problem Statement",
            "Context and Problem",
            "Problem"
          ]
        },
        "Decision Drivers": {
          "optional": true,
          "aliases": [
            "Drivers",
            "Decision Criteria",
            "Forces"
          ]
        },
        "Considered Options": {
          "aliases": [
            "Options",
            "Options Considered",
            "Alternatives",
            "Alternatives Considered",
            "Considered Alternatives"
          ]
        },
        "Decision Outcome": {
          "aliases": [
            "Decision",
            "Outcome"
          ]
        },
        "Consequences": {
          "optional": true
        },
        "Confirmation": {
          "optional": true,
          "aliases": [
            "Validation"
          ]
        },
        "Pros and Cons of the Options": {
          "optional": true,
          "aliases": [
            "Pros and Cons",
            "Pros and Cons of Options"
          ]
        },
        "More Information": {
          "optional": true,
          "aliases": [
            "Further Information",
            "Additional Information",
            "Links",
            "References"
          ]
        }
      }
    }
  },
  {
    "id": "enhancement",
    "source": "# {Title of the enhancement}\n\n- Status: provisional | implementable | implemented | deferred | rejected | withdrawn | replaced\n- Owners: names\n- Tracking issue: link\n\n<!-- Phase 1: Provisional -->\n## Summary\n- One paragraph that could go into the release notes as it stands.\n- What users can do afterwards that they cannot do today.\n\n<!-- Phase 1: Provisional -->\n## Motivation\n- The problem, who has it and how you know, with links to issues or reports.\n- Why it is worth solving now and in this project.\n\n### Goals\n- One outcome for each line, put so that it can be checked when the work is done.\n\n### Non-Goals\n- What readers might expect and will not get, and where it is handled if anywhere.\n\n<!-- Phase 2: Implementable -->\n## Proposal\n- What will be built, seen from outside, so that a reviewer can agree or disagree.\n- How users, operators and other components come into contact with it.\n- Interfaces and internals belong in the design details.\n\n### User Stories (optional)\nTell how people will use it, one short story in each subsection.\n\n#### {Story}\n- Who wants what, why, and how they do it step by step once this is there.\n\n### Notes, Constraints and Caveats (optional)\n- Limits, special cases and background that a reviewer must know to judge the proposal.\n\n### Risks and Mitigations\n- What could go wrong for users, security, performance or neighbouring projects, and what is done about each.\n- Who reviews security and usability.\n\n<!-- Phase 2: Implementable -->\n## Design Details\n- Interfaces, data, algorithms and flows in enough detail to build from, with examples.\n- Decisions within the design that were hard, and how they were settled.\n\n### Test Plan\n- What unit, integration and end-to-end tests cover, and where they will run.\n- Tests that are missing today and come first.\n- What is not tested, and why that is acceptable.\n\n### Graduation Criteria\n- For each stage, such as alpha, beta and stable, the evidence that lets the feature enter it.\n- How long each stage lasts at least, and how the feature is removed if it fails.\n\n### Upgrade and Downgrade Strategy\n- What operators must change when they upgrade, to keep the old behaviour and to use the new.\n- What happens to data and settings when they go back.\n\n### Version Skew Strategy\n- Which components may run at different versions at once, and how each pair behaves.\n- What stops a newer component from breaking an older one.\n\n<!-- Phase 3: Production Readiness -->\n## Production Readiness Review Questionnaire\nAnswer for the operator who has to run the feature, and say who reviewed the answers.\n\n### Feature Enablement and Rollback\n- How the feature is switched on and off in a running system, and whether that needs downtime.\n- What changes by default once it is on.\n- What happens to running work and stored data when it is switched off, and when it is switched on again.\n- Which tests switch it both ways.\n\n### Rollout, Upgrade and Rollback Planning\n- How a rollout or rollback can fail, and what that does to work already running.\n- Which signals call for a rollback.\n- Which upgrade and downgrade paths were tried, and with what result.\n- What is deprecated or removed along with it.\n\n### Monitoring Requirements\n- How an operator sees that the feature is in use, and how a user sees that it works.\n- The service levels to expect, and the metrics that measure them.\n- Metrics that would help and are not there yet.\n\n### Dependencies\n- Each service, component or version that the feature needs.\n- What the feature does when one of them is slow, failing or gone.\n\n### Scalability\n- New calls, objects and stored data, with an estimate at the largest supported size.\n- Effects on latency, processor, memory, disk and network of existing components.\n- What could run out, and which limit prevents it.\n\n### Troubleshooting\n- Each known failure, with its symptom, its cause, and what to do about it.\n- Where to look first when the service levels are not met.\n\n<!-- Phase 2: Implementable -->\n## Implementation History\n- One dated line for each milestone, such as proposed, accepted, released at a stage, retired.\n\n<!-- Phase 2: Implementable -->\n## Drawbacks\n- The reasons for not doing this at all, including lasting cost and complexity.\n\n<!-- Phase 2: Implementable -->\n## Alternatives\n- Each other approach that was considered, in a few sentences, and why it was not chosen.\n\n<!-- Phase 2: Implementable -->\n## Infrastructure Needed (optional)\n- Repositories, build capacity, accounts or hardware that must be there before work can start.\n",
    "linesAbove": 42,
    "policy": {
      "version": 1,
      "name": "Enhancement Proposal",
      "description": "A larger change, from goals and design to tests and rollout.",
      "source": "Section names from Kubernetes enhancement proposals, https://github.com/kubernetes/enhancements (Apache-2.0); the guidance text is original.",
      "sections": {
        "Summary": {
          "aliases": [
            "Abstract"
          ]
        },
        "Goals": {
          "aliases": [
            "Objectives"
          ]
        },
        "Non-Goals": {
          "aliases": [
            "Non Goals",
            "Out of Scope"
          ]
        },
        "Notes, Constraints and Caveats": {
          "aliases": [
            "Notes/Constraints/Caveats",
            "Notes, Constraints, and Caveats",
            "Implementation Details/Notes/Constraints",
            "Implementation Details"
          ]
        },
        "Risks and Mitigations": {
          "aliases": [
            "Risks"
          ]
        },
        "Design Details": {
          "aliases": [
            "Detailed Design",
            "Design"
          ]
        },
        "Test Plan": {
          "aliases": [
            "Testing Plan",
            "Testing Strategy",
            "Testing"
          ]
        },
        "Upgrade and Downgrade Strategy": {
          "aliases": [
            "Upgrade / Downgrade Strategy",
            "Upgrade/Downgrade Strategy",
            "Upgrade Strategy"
          ]
        },
        "Version Skew Strategy": {
          "aliases": [
            "Version Skew"
          ]
        },
        "Production Readiness Review Questionnaire": {
          "aliases": [
            "Production Readiness Review",
            "Production Readiness Questionnaire",
            "Production Readiness"
          ]
        },
        "Feature Enablement and Rollback": {
          "aliases": [
            "Feature Enablement / Rollback",
            "Feature Enablement/Rollback"
          ]
        },
        "Rollout, Upgrade and Rollback Planning": {
          "aliases": [
            "Rollout, Upgrade, and Rollback Planning",
            "Rollout, Upgrade, Rollback Planning"
          ]
        },
        "Monitoring Requirements": {
          "aliases": [
            "Monitoring"
          ]
        },
        "Alternatives": {
          "aliases": [
            "Alternatives (Not Implemented)",
            "Alternatives Considered",
            "Considered Alternatives"
          ]
        },
        "Infrastructure Needed": {
          "aliases": [
            "New Infrastructure Needed"
          ]
        }
      }
    }
  },
  {
    "id": "rfc",
    "source": "# {Title of the proposal}\n\n- Status: draft | in review | accepted | rejected | withdrawn\n- Start date: YYYY-MM-DD\n- Authors: names\n- Discussion: link\n\n## Summary\n- The whole proposal in one paragraph, for a reader who stops after it.\n- What changes and for whom; the reasons come later.\n\n## Motivation\n- The problem as it is felt today, with real cases, numbers or reports.\n- Who has it, how often, and what they do instead.\n- What a good solution must achieve, told so that another design could be judged by it too.\n\n## Guide-level explanation\n- The proposal taught to a future user as if it already existed, by examples first.\n- New names and ideas, each explained where it first turns up.\n- What existing users see, such as changed behaviour, warnings, error messages and steps to migrate.\n- Leave the section out if nobody outside the implementation notices the change.\n\n## Reference-level explanation\n- The design in enough detail that someone else could build it and someone else could test it.\n- Interfaces, data, states and errors, and how they work with the features there are.\n- Corner cases, each with an example and its outcome.\n- Compatibility, security, performance and rollout, as far as the proposal touches them.\n\n## Drawbacks\n- The best reasons not to do this, put as fairly as an opponent would.\n- What it costs to build, learn, run and maintain, and who pays.\n- What it breaks or makes harder later.\n\n## Rationale and alternatives\n- Why this design and no other, by what the motivation asks for.\n- Each serious alternative in a few sentences, and what ruled it out.\n- What happens if nothing is done.\n\n## Prior art\n- How other projects, products or papers solved the same problem, with links.\n- What went well and badly there, and what this proposal takes from it.\n- Leave the section out if you looked and found nothing.\n\n## Unresolved questions\n- What must be settled before the proposal is accepted, with an owner or a date for each.\n- What may wait until it is built.\n- Related matters that are left to another proposal.\n\n## Future possibilities\n- What would come next if this is accepted, and how the design leaves room for it.\n- Leave the section out if nothing follows; reasons for this proposal belong in the motivation.\n",
    "linesAbove": 52,
    "policy": {
      "version": 1,
      "name": "Request for Comments",
      "description": "A proposal: motivation, design, drawbacks, and alternatives.",
      "source": "Section names from Rust RFCs, https://github.com/rust-lang/rfcs (MIT or Apache-2.0); the guidance text is original.",
      "sections": {
        "Summary": {
          "aliases": [
            "Abstract",
            "Introduction",
            "Summary of changes",
            "Executive summary",
            "TL;DR"
          ]
        },
        "Motivation": {
          "aliases": [
            "Problem",
            "Problems",
            "Problem statement",
            "Motivation and background",
            "Background and motivation"
          ]
        },
        "Guide-level explanation": {
          "optional": true,
          "aliases": [
            "Guide level explanation",
            "Explanation",
            "Proposed solution"
          ]
        },
        "Reference-level explanation": {
          "aliases": [
            "Reference level explanation",
            "Detailed design",
            "Detailed explanation",
            "Specification",
            "Internal details",
            "Technical design",
            "Design details",
            "Design"
          ]
        },
        "Drawbacks": {
          "aliases": [
            "Trade-offs and mitigations",
            "Trade-offs",
            "Tradeoffs",
            "Drawbacks and trade-offs",
            "Disadvantages",
            "Downsides"
          ]
        },
        "Rationale and alternatives": {
          "aliases": [
            "Alternatives",
            "Alternatives considered",
            "Considered alternatives",
            "Rejected alternatives",
            "Prior art and alternatives",
            "Options considered",
            "Rationale"
          ]
        },
        "Prior art": {
          "optional": true,
          "aliases": [
            "Prior work",
            "Related work"
          ]
        },
        "Unresolved questions": {
          "optional": true,
          "may-be-empty": true,
          "aliases": [
            "Open questions",
            "Open issues",
            "Unresolved issues",
            "Outstanding questions"
          ]
        },
        "Future possibilities": {
          "optional": true,
          "aliases": [
            "Future work",
            "Future extensions"
          ]
        }
      }
    }
  }
];
