import type { AgentOutput } from '../../core/agents/agent-output.ts';
import type { AgentAnswer, AgentRequest } from '../../core/run/agent-request.ts';

/** What we and an agent at work tell each other, as files in `$AGENTIC_DIR`. */
export interface Exchange {
  open(folder: string): AgentExchange;
}

export interface AgentExchange {
  readonly promptFile: string;
  readonly outputFile: string;
  writePrompt(text: string): Promise<void>;
  /** What the agent left; absent where there is nothing, or nothing that can be used. */
  readOutput(): Promise<AgentOutput | undefined>;
  /** Appends one line of `notices.jsonl`, whole or not at all. */
  notify(notice: AgentNotice): Promise<void>;
  /** Answers requests, one after the other, until it is stopped. */
  serve(answer: (request: AgentRequest) => Promise<AgentAnswer>): { stop(): Promise<void> };
}

/** Something that the agent relies on has changed. */
export type AgentNotice =
  | {
      readonly kind: 'published';
      readonly at: string;
      /** Absent: not by a task of the run; the branch that the work rests on has moved. */
      readonly task?: string;
      readonly commit: string;
      readonly paths: readonly string[];
    }
  | {
      readonly kind: 'claim-lost';
      readonly at: string;
      readonly task: string;
      readonly paths: readonly string[];
    };
