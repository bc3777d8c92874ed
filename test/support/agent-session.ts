import { type CliResult, runCli } from './cli.ts';

/** A session of Claude Code, as its hooks call us. */
export class ClaudeSession {
  readonly #id: string;
  readonly #cwd: string;
  readonly #env: Readonly<Record<string, string>>;

  constructor(id: string, cwd: string, env: Readonly<Record<string, string>> = {}) {
    this.#id = id;
    this.#cwd = cwd;
    this.#env = env;
  }

  /** What the hook answered: an object, or nothing. */
  async hook(event: string, more: object = {}): Promise<Readonly<Record<string, unknown>> | undefined> {
    const result = await this.call(event, more);
    if (result.code !== 0) throw new Error(`exit code ${result.code}: ${result.stderr}`);
    return result.stdout === '' ? undefined : JSON.parse(result.stdout);
  }

  call(event: string, more: object = {}): Promise<CliResult> {
    const input = JSON.stringify({
      session_id: this.#id,
      transcript_path: '/t.jsonl',
      cwd: this.#cwd,
      hook_event_name: event,
      ...more,
    });
    return runCli(this.#cwd, ['hook', 'agent', 'claude'], { input, env: this.#env });
  }

  /** Why the edit is denied; undefined: it is not. */
  async edit(file: string): Promise<string | undefined> {
    const answer = await this.hook('PreToolUse', { tool_name: 'Edit', tool_input: { file_path: file } });
    return outputOf(answer)?.permissionDecisionReason;
  }

  /** What the model reads after a command that `act` stands for. */
  async command(act: () => void): Promise<string | undefined> {
    const tool = { tool_name: 'Bash', tool_input: { command: 'make' } };
    await this.hook('PreToolUse', tool);
    act();
    return outputOf(await this.hook('PostToolUse', tool))?.additionalContext;
  }
}

interface HookOutput {
  readonly permissionDecisionReason?: string;
  readonly additionalContext?: string;
}

/** The part of an answer that is for the model. */
export const outputOf = (answer: Readonly<Record<string, unknown>> | undefined): HookOutput | undefined =>
  answer?.['hookSpecificOutput'] as HookOutput | undefined;
