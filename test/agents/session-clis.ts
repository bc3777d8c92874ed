import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { KNOWN_CLIS, type KnownCli } from './known-clis.ts';

/** A program in which a person works, driven without that person. */
export interface SessionCli {
  readonly cli: KnownCli;
  /** The part of `init`. */
  readonly part: string;
  /** Its command line; the prompt comes on standard input. Commands and edits need nobody's consent. */
  readonly argv: readonly [string, ...string[]];
  readonly env?: Readonly<Record<string, string>>;
  /** The one step of trust, as far as it is a file in the home folder. */
  trust?(home: string, folders: readonly string[]): void;
  /** It changes no file that its model has not read. */
  readonly readsFirst?: true;
  /** Its commands run without git's hooks (`core.hooksPath` is empty in their environment). */
  readonly hidesGitHooks?: true;
  /** A model that it does not know gets no tool for edits. */
  readonly editsByShell?: true;
}

const known = (preset: string): KnownCli => {
  const found = KNOWN_CLIS.find((one) => one.preset === preset);
  if (found === undefined) throw new Error(preset);
  return found;
};

export const SESSION_CLIS: readonly SessionCli[] = [
  {
    cli: known('claude-code'),
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
  {
    cli: known('codex'),
    part: 'codex',
    editsByShell: true,
    argv: [
      'codex',
      'exec',
      '--sandbox',
      'workspace-write',
      '--dangerously-bypass-hook-trust',
      '--model',
      'gpt-5.1-codex',
      '-',
    ],
    trust: (home, folders) => {
      const file = join(home, '.codex/config.toml');
      const trusted = folders.map(
        (folder) => `[projects.${JSON.stringify(folder)}]\ntrust_level = "trusted"\n`,
      );
      writeFileSync(file, `${readFileSync(file, 'utf8')}\n${trusted.join('\n')}`);
    },
  },
  {
    cli: known('gemini'),
    part: 'gemini',
    hidesGitHooks: true,
    argv: ['gemini', '--approval-mode', 'yolo', '--model', 'gemini-2.5-flash'],
    env: { GEMINI_CLI_TRUST_WORKSPACE: 'true' },
  },
  {
    cli: known('copilot'),
    part: 'copilot',
    argv: ['copilot', '--allow-all-tools', '--trust-folder', '--no-ask-user', '--no-auto-update'],
  },
  {
    cli: known('opencode'),
    part: 'opencode',
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
