/** Where the demonstration takes place: a temporary folder, real repositories in it, and our own commands run there. */
export interface DemoStage {
  build(project: DemoProject): Promise<DemoPlaces>;
  /** Starts `agentic-plan <args>` as a process of its own, as a person would, and hands on what it prints. */
  startCommand(call: DemoCall): DemoCommand;
  /** Whether the system can stop a process as it stands and wake it again. */
  readonly canPause: boolean;
  /** Refs on the team's remote below a prefix, to show what is left there. */
  listRemoteRefs(prefix: string): Promise<readonly string[]>;
  /** `git log --graph` of a branch on the team's remote. */
  showHistory(range: string): Promise<string>;
  /** Takes everything away, also what a stopped command has left; returns the seconds since it was built. */
  remove(): Promise<number>;
}

/** Path → content, for the first commit and for two branches on top of it. */
export interface DemoProject {
  readonly base: DemoFiles;
  readonly ours: DemoFiles;
  readonly colleagues: DemoFiles;
}
export type DemoFiles = Readonly<Record<string, string>>;

export interface DemoPlaces {
  readonly folder: string;
  /** Our clone and a colleague's, of one bare remote. */
  readonly ours: string;
  readonly colleagues: string;
}

export interface DemoCommand {
  readonly ended: Promise<number>;
  pause(): void;
  resume(): void;
}

export interface DemoCall {
  readonly args: readonly string[];
  readonly cwd: string;
  /** Who calls: `AGENTIC_HOLDER`. */
  readonly holder: string;
  /** Each line of either stream, without its end. */
  readonly onLine: (text: string) => void;
}
