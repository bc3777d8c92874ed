import { expect, test } from 'vitest';
import { decideFile, decideUndo } from '../../../src/core/setup/decide-file.ts';
import type { WantedText } from '../../../src/core/setup/wanted-file.ts';
import { codex } from '../../../src/report/setup/agents/codex.ts';
import { hookFiles } from '../../../src/report/setup/files/git-hooks.ts';
import { HOOK_LISTS } from '../../../src/report/setup/files/hook-lists.ts';
import { personaFile } from '../../../src/report/setup/files/personas.ts';

const own = { words: ['agentic-plan'] } as const;

const wantedIn = (path: string, text: string): WantedText => {
  const list = HOOK_LISTS.find(({ paths }) => paths.includes(path));
  const wanted =
    list?.entry(path, text) ??
    [...codex.files(own), ...hookFiles({ in: 'git-folder', folder: 'hooks' })].find((file) =>
      file.path.endsWith(path),
    ) ??
    personaFile(path, { own, text });
  if (wanted === undefined || wanted.kind === 'entries') throw new Error(path);
  return wanted;
};
const found = (text: string) => ({ kind: 'file', bytes: Buffer.from(text) }) as const;

const REPOS = 'repos:\n- repo: local\n  hooks:\n  - id: own\n';

test.each([
  ['pre-commit', '#!/bin/sh\nnpm test\n'],
  ['pre-commit', '#!/usr/bin/env bash\r\nif x; then\r\n  exit 1\r\nfi\r\n'],
  ['pre-commit', 'npm test # exit'],
  ['pre-commit', '#!/bin/sh\nnpm test\nexit $?\n\n# the end\n'],
  ['pre-commit', '#!/bin/sh\r\nexec npm test\r\n'],
  ['pre-commit', '#!/bin/sh'],
  ['pre-commit', ''],
  ['pre-push', '#!/bin/sh\n. "$(dirname -- "$0")/_/husky.sh"\nwhile read -r a b; do echo "$a"; done\n'],
  ['lefthook.yml', ''],
  ['lefthook.yml', '# nothing yet\n'],
  ['lefthook.yml', 'pre-commit: &all\n  jobs:\n    - run: x\npre-push:\n  <<: *all\n'],
  ['lefthook.yml', 'extends:\n  # first\n\n- own.yml # mine\npre-commit:\n  parallel: true\n'],
  ['lefthook.toml', '[pre-commit.commands.a]\nrun = """\nx\n"""\n[[pre-push.jobs]]\nrun = "y"'],
  ['config.toml', 'model = "x"\n[mcp_servers.other]\ncommand = "y"\n[a.b]\nc = { d = [1, 2] }\n'],
  ['config.toml', 'mcp_servers.other.command = "y"\r\nwhen = 2026-01-01\r\nfloat = inf\r\n'],
  ['config.toml', ' \n\t\n'],
  ['sma_persona_rules.yaml', 'role: x\nrules:\n  - a\n# the end'],
  ['sma_persona_rules.yaml.j2', '{% if a %}\nrole: {{ b }}\n{% endif %}\n'],
  ['lefthook.yml', '# mine\ncommit-msg:\n  commands:\n    a:\n      run: x'],
  ['lefthook.yml', 'min_version: 1.1.1\r\n'],
  ['.pre-commit-config.yaml', REPOS],
  ['.pre-commit-config.yaml', `${REPOS}ci:\n  skip: []\n`],
  ['.pre-commit-config.yaml', `${REPOS}exclude: [a]\n`],
  ['.pre-commit-config.yaml', `${REPOS}    args: &a |\n      x\n\n# then\nexclude: *a\n`],
  ['.pre-commit-config.yaml', 'exclude: x\n'],
  ['.pre-commit-config.yaml', `fail_fast: true\n${REPOS.replaceAll('\n', '\n  ')}\n# the end`],
  ['.pre-commit-config.yaml', REPOS.replaceAll('\n', '\r\n')],
])('%s takes our lines at its end, and gives back its bytes: %j', (path, text) => {
  const decision = decideFile(wantedIn(path, text), found(text));
  expect(decision.kind).toBe('change');
  const after = (decision.kind === 'change' && decision.after) || '';
  expect(decideFile(wantedIn(path, after), found(after))).toEqual({ kind: 'same' });
  expect(decideUndo({ ...wantedIn(path, text) }, found(after))).toMatchObject({ after: text });
});

test.each([
  ['pre-commit', '#!/usr/bin/env python3\nprint("x")\n', 'not-shell'],
  ['pre-commit', '#!/usr/bin/env fish\nx\n', 'not-shell'],
  ['lefthook.yml', 'extends: [own.yml]\n', 'no-room'],
  ['lefthook.yml', 'a: 1\n---\nb: 2\n', 'no-room'],
  ['lefthook.yml', 'a: !!js/function x\n', 'no-room'],
  ['lefthook.toml', 'extends = ["own.yml"]\n', 'no-room'],
  ['config.toml', 'mcp_servers = { other = { command = "y" } }\n', 'no-room'],
  ['config.toml', '[mcp_servers."agentic-plan"]\ncommand = "mine"\n', 'no-room'],
  ['config.toml', '[[mcp_servers]]\nname = "y"\n', 'no-room'],
  ['config.toml', 'a = 1\na = 2\n', 'no-room'],
  ['config.toml', 'a = """\n', 'no-room'],
  ['sma_persona_rules.yaml', 'a: |+\n  kept\n', 'no-room'],
  ['sma_persona_rules.yaml.j2', 'a: |+\n  kept\n', 'no-room'],
  ['sma_persona_rules.yaml.j2', '{% if a %}\nrole: b\n{%- endif -%}\n', 'no-room'],
  [
    'sma_persona_rules.yaml',
    'background_coordination:\n  analysis: [x]\n  "monitoring": y\nz: 1\n',
    'has-own',
  ],
  [
    'sma_persona_rules.yaml.j2',
    'background_coordination:\n  {% if x %}\n  analysis: {{ a }}\n  {% endif %}\nselection: 1\n',
    'has-own',
  ],
  ['lefthook.yml', 'min_version: 1\n...\n', 'no-room'],
  ['lefthook.yml', '{ min_version: 1 }\n', 'no-room'],
  ['lefthook.yml', 'notes: |+\n  kept\n', 'no-room'],
  ['lefthook.yml', '- a list\n', 'no-room'],
  ['lefthook.yml', 'a: 1\na: 2\n', 'no-room'],
  ['lefthook.yml', 'a: [\n', 'no-room'],
  ['.pre-commit-config.yaml', 'repos: []\n', 'no-room'],
  ['.pre-commit-config.yaml', 'repos: [{ repo: local, hooks: [] }]\n', 'no-room'],
])('%s stays as it is: %j (%s)', (path, text, why) => {
  const wanted = wantedIn(path, text);
  expect(decideFile(wanted, found(text))).toEqual({ kind: 'kept', why, lines: wanted.body });
});

test.each([
  ['pre-commit', `#!/bin/sh\nsh agentic-plan-hook.sh pre-commit\nexit 0\n`],
  [
    'lefthook.yml',
    'pre-commit:\n  commands:\n    x:\n      run: sh .lefthook/agentic-plan-hook.sh pre-commit\n',
  ],
])('what a person has put into %s by hand is enough', (path, text) => {
  expect(decideFile(wantedIn(path, text), found(text))).toEqual({ kind: 'same' });
});
