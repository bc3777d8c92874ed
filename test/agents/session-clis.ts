import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { KNOWN_CLIS, type KnownCli } from './known-clis.ts';

/** A program in which a person works, driven without that person. */
export interface SessionCli {
  readonly cli: KnownCli;
  /** As its row is called. */
  readonly name: string;
  /** The part of `init`. */
  readonly part: string;
  /** Its command line; the prompt comes on standard input. Commands and edits need nobody's consent. */
  readonly argv: readonly [string, ...string[]];
  readonly env?: Readonly<Record<string, string>>;
  /** The one step of trust, as far as it is a file in the home folder. */
  trust?(home: string, folders: readonly string[]): void;
  /** It changes no file that its model has not read. */
  readonly readsFirst?: true;
  /** A model that it does not know gets no tool for edits. */
  readonly editsByShell?: true;
  /** It never says that a session is over: what it holds stays held until the lease ends. */
  readonly neverEnds?: true;
}

const known = (preset: string): KnownCli => {
  const found = KNOWN_CLIS.find((one) => one.preset === preset);
  if (found === undefined) throw new Error(preset);
  return found;
};

/** Its list of models says which of them edit by `apply_patch`. */
const codexWith = (name: string, model: string): SessionCli => ({
  cli: known('codex'),
  name,
  part: 'codex',
  argv: [
    'codex',
    'exec',
    '--sandbox',
    'workspace-write',
    '--dangerously-bypass-hook-trust',
    '--model',
    model,
    '-',
  ],
  trust: (home, folders) => {
    const file = join(home, '.codex/config.toml');
    const trusted = folders.map(
      (folder) => `[projects.${JSON.stringify(folder)}]\ntrust_level = "trusted"\n`,
    );
    writeFileSync(file, `${readFileSync(file, 'utf8')}\n${trusted.join('\n')}`);
  },
});

export const SESSION_CLIS: readonly SessionCli[] = [
  {
    cli: known('claude-code'),
    name: 'Claude Code',
    part: 'claude',
    readsFirst: true,
    argv: [
      'claude',
      '-p',
      '--permission-mode',
      'acceptEdits',
      '--allowedTools',
      'Bash',
      '--model',
      'claude-sonnet-4-5',
    ],
    // lists tools of servers at once instead of by a search
    env: { ENABLE_TOOL_SEARCH: 'false' },
    trust: (home, folders) =>
      writeFileSync(
        join(home, '.claude.json'),
        JSON.stringify({
          projects: Object.fromEntries(folders.map((folder) => [folder, { hasTrustDialogAccepted: true }])),
        }),
      ),
  },
  codexWith('Codex', 'gpt-5.5'),
  { ...codexWith('Codex, by shell', 'gpt-5.1-codex'), editsByShell: true },
  {
    cli: known('gemini'),
    name: 'Gemini CLI',
    part: 'gemini',
    argv: ['gemini', '--approval-mode', 'yolo', '--model', 'gemini-2.5-flash'],
    env: { GEMINI_CLI_TRUST_WORKSPACE: 'true' },
  },
  {
    cli: known('copilot'),
    name: 'Copilot CLI',
    part: 'copilot',
    argv: ['copilot', '--allow-all-tools', '--trust-folder', '--no-ask-user', '--no-auto-update'],
  },
  {
    cli: known('opencode'),
    name: 'opencode',
    part: 'opencode',
    neverEnds: true,
    argv: ['opencode', 'run', '--model', 'scripted/scripted'],
  },
];

/** A folder for PATH with our program in it, as a person has installed it. */
export function installOurs(folder: string, program: string): string {
  const file = join(folder, 'bin', 'agentic-plan');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`, { mode: 0o755 });
  return dirname(file);
}
