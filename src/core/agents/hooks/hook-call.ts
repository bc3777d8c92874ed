import type { AgentSession } from '../agent-session.ts';
import { editedPaths, natureOf } from './edited-paths.ts';
import { type ShellCall, shellCallOf } from './shell-call.ts';

/** How an agent's hook wants to be answered. `claude-and-own`: Copilot reads hooks of Claude Code, and answers in its own way too. */
export type HookDialect = 'claude' | 'claude-and-own' | 'gemini' | 'copilot' | 'plugin';

/** The moments that we act at; `other`: none of them. */
export type HookEvent =
  | 'session-start'
  | 'prompt'
  | 'before-edit'
  | 'after-edit'
  | 'before-command'
  | 'after-command'
  | 'session-end'
  | 'other';

/** What an agent's hook was called with. Texts are an agent's: data. */
export interface AgentHookCall {
  readonly dialect: HookDialect;
  readonly event: HookEvent;
  /** The agent's own name of the event, which its answer has to repeat. */
  readonly name: string;
  readonly session: AgentSession | undefined;
  /** Where the agent works; absent: it does not say. */
  readonly cwd: string | undefined;
  /** Files that an edit changes, or a patch in a command, as the agent names them. */
  readonly paths: readonly string[];
  /** What a shell is to run. */
  readonly command: ShellCall | undefined;
  /** Tells the calls of a session apart that are made side by side; '' where the agent does not. */
  readonly callId: string;
}

const EVENTS: Readonly<Record<string, HookEvent>> = {
  SessionStart: 'session-start',
  sessionStart: 'session-start',
  UserPromptSubmit: 'prompt',
  userPromptSubmitted: 'prompt',
  BeforeAgent: 'prompt',
  SessionEnd: 'session-end',
  sessionEnd: 'session-end',
};
const BEFORE = new Set(['PreToolUse', 'BeforeTool', 'preToolUse']);
const AFTER = new Set(['PostToolUse', 'AfterTool', 'postToolUse']);

/**
 * Reads what an agent sends to a hook: one JSON object, of Claude Code, Codex, Gemini or Copilot, or of our own plugin.
 * `said`: the agent and the event, where the command line of the hook names them. `undefined`: it is none of these.
 */
export function readHookCall(
  text: string,
  said: { readonly agent?: string | undefined; readonly event?: string | undefined } = {},
): AgentHookCall | undefined {
  const sent = parseObject(text);
  if (sent === undefined) return undefined;
  const tool = textOf(sent, 'tool_name') ?? textOf(sent, 'toolName');
  const name = textOf(sent, 'hook_event_name') ?? said.event ?? guessEvent(sent, tool);
  if (name === undefined) return undefined;
  const dialect = dialectOf(sent, name);
  const id = idOf(sent, ['session_id', 'sessionId']);
  const nature = natureOf(tool ?? '');
  const input = readInput(sent['tool_input'] ?? sent['toolArgs']);
  const agent = said.agent ?? textOf(sent, 'agent') ?? guessAgent(sent, dialect);
  return {
    dialect,
    event: eventOf(name, nature),
    name,
    session: id === undefined ? undefined : { agent, id },
    cwd: textOf(sent, 'cwd'),
    paths: nature === 'other' ? [] : editedPaths(input, nature),
    command: nature === 'command' ? shellCallOf(input) : undefined,
    callId: idOf(sent, ['tool_use_id', 'toolCallId', 'callID']) ?? '',
  };
}

type Sent = Readonly<Record<string, unknown>>;

function parseObject(text: string): Sent | undefined {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function textOf(sent: Sent, key: string): string | undefined {
  const value = sent[key];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Short and in one line: it becomes a part of names and of variables. */
const idOf = (sent: Sent, keys: readonly string[]): string | undefined =>
  keys.map((key) => textOf(sent, key)).find((id) => id !== undefined && /^[\x20-\x7e]{1,180}$/.test(id));

/** Copilot writes its arguments as a text of JSON at times; a patch is a text by itself. */
function readInput(input: unknown): unknown {
  return typeof input === 'string' ? (parseObject(input) ?? input) : input;
}

function eventOf(name: string, nature: ReturnType<typeof natureOf>): HookEvent {
  const moment = BEFORE.has(name) ? 'before' : AFTER.has(name) ? 'after' : undefined;
  if (moment === undefined) return Object.hasOwn(EVENTS, name) ? (EVENTS[name] ?? 'other') : 'other';
  return nature === 'other' ? 'other' : `${moment}-${nature}`;
}

/** Copilot's own hooks do not say which event they are. */
function guessEvent(sent: Sent, tool: string | undefined): string | undefined {
  if (!('sessionId' in sent)) return undefined;
  if (tool !== undefined) return 'toolResult' in sent ? 'postToolUse' : 'preToolUse';
  if ('prompt' in sent) return 'userPromptSubmitted';
  if ('initialPrompt' in sent || 'source' in sent) return 'sessionStart';
  return 'reason' in sent ? 'sessionEnd' : undefined;
}

function dialectOf(sent: Sent, name: string): HookDialect {
  if (sent['dialect'] === 'plugin') return 'plugin';
  if ('sessionId' in sent) return 'copilot';
  if (/^(Before|After)/.test(name) || isGeminis(sent)) return 'gemini';
  return 'transcript_path' in sent ? 'claude' : 'claude-and-own';
}

/** Gemini shares some names of events with Claude Code, and alone says when it called. */
const isGeminis = (sent: Sent): boolean => 'timestamp' in sent && 'transcript_path' in sent;

function guessAgent(sent: Sent, dialect: HookDialect): string {
  if (dialect === 'gemini') return 'gemini';
  if (dialect === 'copilot' || dialect === 'claude-and-own') return 'copilot';
  return (textOf(sent, 'transcript_path') ?? '').includes('/.codex/') ? 'codex' : 'claude';
}
