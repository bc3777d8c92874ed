import type { CommandContext } from '../../command.ts';

/** What a hook has to say; `refused`: git is to stop. */
export interface HookAnswer {
  readonly said: string;
  readonly refused?: true;
}

/** What a hook is called with. */
export interface HookCall {
  readonly cwd: string;
  readonly env: CommandContext['env'];
  readonly now: Date;
  /** Git's own arguments for the hook. */
  readonly args: readonly string[];
  /** Refuse instead of telling. */
  readonly enforce: boolean;
}

export const NOTHING: HookAnswer = { said: '' };
