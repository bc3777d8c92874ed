/** What a command says. Only the entries own the streams; nothing else prints. */
export interface Output {
  /** Results: what a person or a script asked for. */
  result(text: string): void;
  /** Progress and warnings: stderr, and not with --quiet. */
  say(text: string): void;
  /** Why something was not done, and what is lost: stderr, however quiet it is to be. */
  refuse(text: string): void;
  /** Of results; infinite where nothing is to be cut. */
  readonly columns: number;
  /** Of all else. */
  readonly noticeColumns: number;
  readonly colour: boolean;
  readonly terminal: boolean;
  /** Fires when nobody reads the results any more: what only shows may end then. */
  readonly gone: AbortSignal;
}
