// Generated from templates/ by `npm run generate`; do not edit.
import type { StoredTemplate } from './template-file.ts';

export const BUILTIN_TEMPLATES: readonly StoredTemplate[] = [
  {
    "id": "technical-design",
    "source": "---\ndesign-docs:\n  version: 1\n  levels: { experiment: 0, prototype: 1, production: 2, secure: 3 }\n  sections:\n    Goals and Non-Goals:\n      phase: 0\n      required-from: prototype\n      recommended-from: experiment\n    Quality:\n      may-stay: [Guidance]\n    Components:\n      examples: [Component A, Component B]\n    Configuration:\n      topics:\n        - label: Secrets\n          from: production\n          terms: [secret, secrets, credential, credentials, vault, key management, kms]\n          guidance: where secrets live, who may read them and how they are rotated; none are committed.\n    Algorithms / Processing:\n      required-from: never\n      recommended-from: prototype\n    Error Handling & Resilience:\n      topics:\n        - label: Timeouts and retries\n          from: production\n          terms: [timeout, timeouts, time out, times out, deadline, deadlines, retry, retries, retried, backoff]\n          guidance: which calls time out, after how long, and which are tried again.\n    Security & Privacy:\n      topics:\n        - label: Threat model\n          from: secure\n          phase: 3\n          terms: [threat model, threat models, threat modeling, threat modelling, stride, attack tree, attack surface, attacker, attackers]\n          guidance: who might attack what, by which way, and what stops them.\n        - label: Hardening\n          from: secure\n          phase: 3\n          terms: [hardening, harden, hardened, sandbox, sandboxed, seccomp, read-only root, distroless, minimal image, security baseline]\n          guidance: how hosts, images and services are locked down beyond their defaults.\n        - label: Least privilege\n          from: secure\n          phase: 3\n          terms: [least privilege, least-privilege, rbac, role-based, scoped token, scoped tokens, minimal permissions]\n          guidance: which roles exist and why none can do more than it must.\n        - label: Audit or compliance\n          from: secure\n          phase: 3\n          terms: [audit, audits, audited, auditing, audit log, compliance, compliant, soc 2, iso 27001, gdpr, hipaa, pci dss, fedramp]\n          guidance: what is logged for audits, which rules apply and how they are met.\n    Rollout & Migration:\n      topics:\n        - label: Rollback\n          from: production\n          terms: [rollback, rollbacks, roll back, rolled back, rolls back, revert, reverted]\n          guidance: what triggers a rollback, how it is done and how long it takes.\n        - label: Health checks\n          from: production\n          terms: [health check, health checks, healthcheck, readiness, liveness, probe, probes, smoke test, smoke tests, canary validation]\n        - label: Monitoring during rollout\n          from: production\n          terms: [monitor, monitors, monitored, monitoring, metric, metrics, alert, alerts, alerting, dashboard, dashboards]\n    Open Questions:\n      required-from: never\n      may-be-empty: true\n  gates:\n    section: Quality\n    label: Entry/Exit criteria\n    names:\n      tests: [test, tests, tested, testing]\n      lint: [lint, linter, linters, linting, static analysis]\n      coverage: [coverage, covered]\n      reviews: [review, reviews, reviewed, reviewer, reviewers, approval, approvals]\n      security scans: [security scan, security scans, security scanning, vulnerability scan, vulnerability scans, dependency scan, dependency scans, sast, dast, penetration test, pen test]\n    levels:\n      experiment: []\n      prototype: [tests]\n      production: [tests, lint, coverage, reviews]\n      secure: [tests, lint, coverage, reviews, security scans]\n---\n# Technical Design\n\n<!-- Phase 0: Project Basics -->\n## Overview\nSummarize the problem, the target users, and the outcomes this design aims to deliver. Keep this section concise and business‑oriented.\n\n## Goals and Non‑Goals\n- Goals: bullet list of measurable objectives.\n- Non‑Goals: explicitly out‑of‑scope items to avoid scope creep.\n\n<!-- Phase 1: Core Technical -->\n## Architecture\n- High‑level diagram and narrative of the system boundaries, data/control flows, and trust boundaries.\n- Deployment targets and runtime assumptions.\n\n<!-- Phase 0: Project Basics -->\n## Quality\n- Quality Level: experiment | prototype | production | secure\n- Guidance (apply based on chosen level):\n  - Experiment: speed over rigor; minimal tests; throwaway acceptable.\n  - Prototype: validate function/UX; basic error handling; smoke tests.\n  - Production: reliability, observability, CI/CD, SLOs, on-call readiness.\n  - Secure: threat modeling, hardening, least-privilege, audits/compliance.\n- Entry/Exit criteria:\n  - Define minimum gates (tests, lint, coverage, reviews, security scans) per level.\n\n<!-- Phase 1: Core Technical -->\n## Components\nDescribe major components/services, their responsibilities, and interactions.\n- Component A: purpose, inputs/outputs, key dependencies.\n- Component B: purpose, inputs/outputs, key dependencies.\n\n<!-- Phase 1: Core Technical -->\n## Data Model\n- Core entities, schemas, and relationships.\n- Storage engines and retention policies (if applicable).\n\n<!-- Phase 1: Core Technical -->\n## Interfaces\n- External APIs, CLIs, or UIs, with key endpoints/commands and contracts.\n- Internal module interfaces as needed.\n\n<!-- Phase 2: Production Readiness -->\n## Configuration\n- Configuration surfaces (env vars, files, flags) and defaults.\n- Secrets management approach (do not commit secrets).\n- **Infrastructure as Code:** Terraform/Pulumi/CloudFormation files location and state management.\n- **Platform-specific config:** fly.toml, app.yaml, Dockerfile/Containerfile (Podman), docker-compose.yml/podman-compose.yml, k8s manifests, etc.\n- **Environment parity:** ensuring dev/staging/prod consistency.\n\n<!-- Phase 1: Core Technical -->\n## Algorithms / Processing\n- Principal algorithms, workflows, or pipelines with step‑by‑step notes.\n- Alternatives considered and rationale.\n\n<!-- Phase 2: Production Readiness -->\n## Error Handling & Resilience\n- Failure modes, timeouts/retries/backoff, idempotency, and fallback strategies.\n\n<!-- Phase 1: Core Technical (production/secure) | Phase 2: Production Readiness -->\n## Performance & Scalability\n- Expected load, latency/throughput targets, and scaling strategies.\n- Caching/indexing/parallelism plans.\n\n<!-- Phase 2: Production Readiness | Phase 3: Secure/Compliance -->\n## Security & Privacy\n- Threat model overview and mitigations.\n- Permissions, least‑privilege, and data protection.\n\n<!-- Phase 2: Production Readiness -->\n## Observability\n- Logging, metrics, tracing, and run reporting.\n\n<!-- Phase 1: Core Technical -->\n## Testing Strategy\n- Unit, integration, and end‑to‑end coverage plans; test data.\n\n<!-- Phase 2: Production Readiness -->\n## Rollout & Migration\n- Deployment plan, feature flags, migration/compatibility strategy, and rollback plan.\n- **Deployment mechanism:** CI/CD pipeline, manual CLI, platform automation (git-push, webhooks).\n- **Health checks:** readiness/liveness probes, smoke tests, canary validation.\n- **Monitoring during rollout:** metrics to watch, alerting thresholds, rollback triggers.\n- **Zero-downtime strategy:** blue-green, canary, rolling updates, database migrations.\n\n## Open Questions\n- Outstanding decisions or risks to resolve.\n",
    "policy": {
      "version": 1,
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
          ]
        },
        "Configuration": {
          "topics": [
            {
              "label": "Secrets",
              "from": "production",
              "terms": [
                "secret",
                "secrets",
                "credential",
                "credentials",
                "vault",
                "key management",
                "kms"
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
                "timeouts",
                "time out",
                "times out",
                "deadline",
                "deadlines",
                "retry",
                "retries",
                "retried",
                "backoff"
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
                "threat model",
                "threat models",
                "threat modeling",
                "threat modelling",
                "stride",
                "attack tree",
                "attack surface",
                "attacker",
                "attackers"
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
                "sandbox",
                "sandboxed",
                "seccomp",
                "read-only root",
                "distroless",
                "minimal image",
                "security baseline"
              ],
              "guidance": "how hosts, images and services are locked down beyond their defaults."
            },
            {
              "label": "Least privilege",
              "from": "secure",
              "phase": 3,
              "terms": [
                "least privilege",
                "least-privilege",
                "rbac",
                "role-based",
                "scoped token",
                "scoped tokens",
                "minimal permissions"
              ],
              "guidance": "which roles exist and why none can do more than it must."
            },
            {
              "label": "Audit or compliance",
              "from": "secure",
              "phase": 3,
              "terms": [
                "audit",
                "audits",
                "audited",
                "auditing",
                "audit log",
                "compliance",
                "compliant",
                "soc 2",
                "iso 27001",
                "gdpr",
                "hipaa",
                "pci dss",
                "fedramp"
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
                "rollback",
                "rollbacks",
                "roll back",
                "rolled back",
                "rolls back",
                "revert",
                "reverted"
              ],
              "guidance": "what triggers a rollback, how it is done and how long it takes."
            },
            {
              "label": "Health checks",
              "from": "production",
              "terms": [
                "health check",
                "health checks",
                "healthcheck",
                "readiness",
                "liveness",
                "probe",
                "probes",
                "smoke test",
                "smoke tests",
                "canary validation"
              ]
            },
            {
              "label": "Monitoring during rollout",
              "from": "production",
              "terms": [
                "monitor",
                "monitors",
                "monitored",
                "monitoring",
                "metric",
                "metrics",
                "alert",
                "alerts",
                "alerting",
                "dashboard",
                "dashboards"
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
            "tests",
            "tested",
            "testing"
          ],
          "lint": [
            "lint",
            "linter",
            "linters",
            "linting",
            "static analysis"
          ],
          "coverage": [
            "coverage",
            "covered"
          ],
          "reviews": [
            "review",
            "reviews",
            "reviewed",
            "reviewer",
            "reviewers",
            "approval",
            "approvals"
          ],
          "security scans": [
            "security scan",
            "security scans",
            "security scanning",
            "vulnerability scan",
            "vulnerability scans",
            "dependency scan",
            "dependency scans",
            "sast",
            "dast",
            "penetration test",
            "pen test"
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
  }
];
