/** What a command says. Only the entries own the streams; nothing else prints. */
export interface Output {
  /** Results: what a person or a script asked for. */
  result(text: string): void;
  /** Progress, warnings, refusals: stderr. */
  say(text: string): void;
  readonly columns: number;
  readonly colour: boolean;
  readonly terminal: boolean;
  /** Fires when nobody reads the results any more: what only shows may end then. */
  readonly gone: AbortSignal;
}
