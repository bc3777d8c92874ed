import type { WantedFile } from '../../src/core/setup/wanted-file.ts';
import { agentFiles } from '../../src/report/setup/agents/agent-setup.ts';
import { claude } from '../../src/report/setup/agents/claude.ts';
import { codex } from '../../src/report/setup/agents/codex.ts';
import { copilot } from '../../src/report/setup/agents/copilot.ts';
import { gemini } from '../../src/report/setup/agents/gemini.ts';
import { instructionsFile } from '../../src/report/setup/agents/instructions.ts';
import { opencode } from '../../src/report/setup/agents/opencode.ts';
import { configurationFile } from '../../src/report/setup/files/configuration.ts';
import { hookFiles } from '../../src/report/setup/files/git-hooks.ts';
import { HOOK_LISTS } from '../../src/report/setup/files/hook-lists.ts';
import { personaFile } from '../../src/report/setup/files/personas.ts';

const own = { words: ['agentic-plan'] } as const;
const lefthook = HOOK_LISTS[0];
const preCommit = HOOK_LISTS[1];

export type Format = 'json' | 'toml' | 'yaml' | 'list' | 'sh' | 'md' | 'persona' | 'whole';

/** Files that init writes into, by the format that they have. */
export const KINDS: readonly (readonly [path: string, format: Format])[] = [
  ['AGENTS.md', 'md'],
  ['CLAUDE.md', 'md'],
  ['GEMINI.md', 'md'],
  ['.claude/settings.json', 'json'],
  ['.mcp.json', 'json'],
  ['.codex/hooks.json', 'json'],
  ['.codex/config.toml', 'toml'],
  ['.gemini/settings.json', 'json'],
  ['.github/hooks/agentic-plan.json', 'json'],
  ['.github/mcp.json', 'json'],
  ['.opencode/plugins/agentic-plan.js', 'whole'],
  ['opencode.json', 'json'],
  ['lefthook.yml', 'yaml'],
  ['.config/lefthook.yaml', 'yaml'],
  ['lefthook.toml', 'toml'],
  ['.lefthook.json', 'json'],
  ['.pre-commit-config.yaml', 'list'],
  ['.husky/pre-commit', 'sh'],
  ['.husky/pre-push', 'sh'],
  ['hooks/pre-commit', 'sh'],
  ['hooks/pre-push', 'sh'],
  ['hooks/post-merge', 'sh'],
  ['sma_agent/persona_rules.yaml', 'persona'],
  ['sma_persona_rules.yaml.j2', 'persona'],
  ['.agentic-planrc.yaml', 'whole'],
];

/** What init wants to stand in a file that says `text` now. */
export function wantedAt(path: string, text: string): WantedFile {
  if (path.endsWith('.md')) return instructionsFile(path, { own, leaseMinutes: 30, mode: 'enforce' });
  if (path === '.agentic-planrc.yaml') return configurationFile({ agents: [], verify: 'npm test' });
  const list = [lefthook, preCommit].find((one) => one?.paths.includes(path));
  const files: readonly (WantedFile | undefined)[] = [
    list?.entry(path, text),
    ...[claude, codex, gemini, copilot, opencode].flatMap((agent) => agentFiles(agent, own)),
    ...hookFiles({ in: 'git-folder', folder: 'hooks' }),
    ...hookFiles({ in: 'checkout', folder: '.husky' }),
    path.includes('persona') ? personaFile(path, { own, text }) : undefined,
  ];
  const wanted = files.find((file) => file?.path === path);
  if (wanted === undefined) throw new Error(path);
  return wanted;
}

/** What people have in such files. */
export const SAMPLES: Readonly<Record<Format, readonly string[]>> = {
  json: [
    '{}\n',
    '{\n  // ours\n  "model": "x", /* and */\n  "hooks": {\n    "PreToolUse": [\n      { "hooks": [] } // one\n    ],\n  },\n}\n',
    '{\n\t"mcpServers": {\n\t\t"other": {"command": "x", "args": ["-y"]}\n\t},\n\t"permissions": { "deny": [], "allow": [] }\n}',
    '{"a":[[1],{"b":null}],"ünï":"\\u0000 //no remark"}\n',
  ],
  toml: [
    'model = "x"\n\n[mcp_servers.other]\ncommand = "y"\nenv = { A = "1", "b.c" = "2" }\n',
    '# ours\na.b.c = 1\n[[list]]\nname = """\n[mcp_servers.agentic-plan-not]\n"""\n[[list]]\nname = \'x\'\n',
    'when = 2026-01-01T00:00:00Z\n[pre-commit]\nparallel = true\n[[pre-commit.jobs]]\nrun = "x"',
  ],
  yaml: [
    'pre-commit:\n  parallel: true\n  commands:\n    lint: { run: "npm run lint {staged_files}" }\n',
    '# ours\nx: &all\n  jobs:\n    - run: |\n        a: b\n\npre-push:\n  <<: *all\n',
    'extends:\n  - own.yml # mine\n  - other.yml\ncommit-msg:\n  commands: {}\n# the end',
  ],
  list: [
    'repos:\n  - repo: https://github.com/psf/black\n    rev: "24.1.0"\n    hooks:\n      - id: black\n',
    '---\nfail_fast: true\nrepos:\n-   repo: local\n    hooks: &own\n    -   id: own\n        entry: sh -c "x:y"\nci:\n    skip: [own]\n# the end',
  ],
  sh: [
    '#!/bin/sh\nset -eu\nnpm test\n',
    '#!/usr/bin/env bash\nwhile read -r a b c d; do echo "$a"; done\nexec true',
    'npm test\nexit $?\n',
  ],
  md: ['# Rules\n\nBe kind.\n', 'no end of a line', '<!-- agentic-plan: not a mark -->\n@AGENTS.md.old\n'],
  persona: ['role: "Scrum Master"\nrules:\n  - "x: {{ y }}"\noutput_format: |\n  # a heading\n  text\n'],
  whole: [],
};
