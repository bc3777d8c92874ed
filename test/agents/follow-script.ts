import { isAbsolute } from 'node:path';
import { sampleOf } from './json-parts.ts';
import type { Answer, Schema, Talk, Tool } from './talk.ts';

/** What a model is to do, in the prompt of its task: one line, `scripted-model: [["write", "a.txt", "text\n"], …]`. */
export type Act =
  | readonly ['write', path: string, text: string]
  /** A command of a shell. */
  | readonly ['run', command: string]
  /** Asks for a path, by our program as the prompt spells it. */
  | readonly ['claim', path: string]
  /** A tool of a server, by its own name; whoever waits for the name `lets` goes on. */
  | readonly ['call', tool: string, input: Readonly<Record<string, unknown>>, lets?: string]
  /** Its last words wait until the test says so. */
  | readonly ['wait', name: string]
  | readonly ['say', text: string];

export const scriptLine = (acts: readonly Act[]): string => `scripted-model: ${JSON.stringify(acts)}`;

/** The next answer: the server keeps no state, results of tools say how far the script is. */
export function followScript(talk: Talk): Answer {
  const at = talk.turns.findLastIndex(({ by, text }) => by === 'user' && scriptIn(text) !== undefined);
  const prompt = talk.turns[at]?.text ?? '';
  const acts = scriptIn(prompt) ?? [];
  if (talk.shape !== undefined) return say(JSON.stringify(sampleOf(talk.shape)));
  if (talk.tools.length === 0) return say(editsAsText(talk, acts) ?? 'nothing to say');
  const done = talk.turns.slice(at + 1).filter(({ by }) => by === 'result').length;
  const act = acts.filter(([kind]) => kind !== 'say' && kind !== 'wait')[done];
  if (act === undefined) return { ...say(lastWords(acts)), ...waitsFor(acts) };
  return (
    callFor(act, { prompt, tools: talk.tools }) ??
    say(`no tool for ${act[0]}: ${talk.tools.map(({ name }) => name).join(', ')}`)
  );
}

const say = (text: string) => ({ kind: 'text', text }) as const;
const waitsFor = (acts: readonly Act[]): { readonly after?: string } =>
  acts.flatMap((act) => (act[0] === 'wait' ? [{ after: act[1] }] : []))[0] ?? {};
const lastWords = (acts: readonly Act[]): string => acts.find(([kind]) => kind === 'say')?.[1] ?? 'done';

function scriptIn(text: string): readonly Act[] | undefined {
  const line = /^scripted-model: (\[.*\])$/m.exec(text)?.[1];
  return line === undefined ? undefined : (JSON.parse(line) as readonly Act[]);
}

const PATHS = ['file_path', 'filePath', 'absolute_path', 'path'];
const TEXTS = ['content', 'file_text', 'contents'];
const COMMANDS = ['command', 'cmd'];
const SHELLS = /^(?:bash|shell|run_shell_command|exec_command|shell_command|local_shell)$/i;

const nameAmong = ({ parameters }: Tool, names: readonly string[]): string | undefined =>
  names.find((name) => parameters[name] !== undefined);

interface Surroundings {
  readonly prompt: string;
  readonly tools: readonly Tool[];
}

function callFor(act: Act, around: Surroundings): Answer | undefined {
  switch (act[0]) {
    case 'write':
      return writeCall(act[1], act[2], around);
    case 'run':
      return shellCall(act[1], around);
    case 'claim': {
      const program = /ask first: `+ ?(.+?) claim <path>/.exec(around.prompt)?.[1] ?? 'agentic-plan';
      return shellCall(`${program} claim ${act[1]}`, around);
    }
    case 'call': {
      const [, name, input, lets] = act;
      const made = serverCall({ name, input }, around);
      return made?.kind === 'call' && lets !== undefined ? { ...made, lets } : made;
    }
    default:
      return undefined;
  }
}

function serverCall(
  { name, input }: { readonly name: string; readonly input: Readonly<Record<string, unknown>> },
  { tools }: Surroundings,
): Answer | undefined {
  const tool = tools.find((one) => new RegExp(`(?:^|[^a-z])${name}$`, 'i').test(one.name));
  if (tool !== undefined) return call(tool, input);
  // of a program that lists tools of servers by a search alone, and knows them by name all the same
  const searches = tools.some((one) => one.name === 'list_mcp_resources');
  return searches ? { kind: 'call', tool: `mcp__agentic_plan/${name}`, input } : undefined;
}

function writeCall(path: string, text: string, around: Surroundings): Answer | undefined {
  const tool = around.tools.find(
    (one) => /write|create/i.test(one.name) && nameAmong(one, PATHS) && nameAmong(one, TEXTS),
  );
  const patch = around.tools.find((one) => one.isFreeText && one.name === 'apply_patch');
  if (tool === undefined && patch !== undefined) return call(patch, { input: patchOf(path, text) });
  if (tool === undefined)
    return shellCall(`cat > '${path}' <<'END'\n${text.replace(/\n$/, '')}\nEND`, around);
  const input = {
    [nameAmong(tool, PATHS) ?? '']: isAbsolute(path) ? path : `${folderIn(around.prompt)}/${path}`,
    [nameAmong(tool, TEXTS) ?? '']: text,
  };
  return call(tool, input);
}

/** A whole file anew. */
const patchOf = (path: string, text: string): string =>
  [
    '*** Begin Patch',
    `*** Add File: ${path}`,
    ...text
      .replace(/\n$/, '')
      .split('\n')
      .map((line) => `+${line}`),
    '*** End Patch',
  ].join('\n');

/** The folder of the task, as its prompt names it. */
const folderIn = (prompt: string): string =>
  /`(\/[^`\n]+)\/\.agentic-task\/output\.json`/.exec(prompt)?.[1] ?? '.';

function shellCall(command: string, { tools }: Surroundings): Answer | undefined {
  const tool = tools.find((one) => SHELLS.test(one.name) && nameAmong(one, COMMANDS));
  const name = tool && nameAmong(tool, COMMANDS);
  if (tool === undefined || name === undefined) return undefined;
  const isList = [tool.parameters[name]?.type ?? ''].flat().includes('array');
  return call(tool, { [name]: isList ? ['bash', '-lc', command] : command });
}

/** What else the tool wants to have gets something. */
function call(tool: Tool, input: Readonly<Record<string, unknown>>): Answer {
  const rest = tool.required.filter((name) => input[name] === undefined);
  const filled = rest.map((name): [string, unknown] => [
    name,
    sampleOf(tool.parameters[name] as Schema | undefined),
  ]);
  return { kind: 'call', tool: tool.name, input: { ...Object.fromEntries(filled), ...input } };
}

/** A program without tools reads the edits out of the text: blocks as it has explained them. */
function editsAsText({ system, turns }: Talk, acts: readonly Act[]): string | undefined {
  const explained = `${system}\n${turns.map(({ text }) => text).join('\n')}`;
  const writes = acts.flatMap((act) => (act[0] === 'write' ? [act] : []));
  if (writes.length === 0 || !explained.includes('SEARCH/REPLACE')) return undefined;
  return writes
    .map(([, path, text]) => `${path}\n\`\`\`\n<<<<<<< SEARCH\n=======\n${text}>>>>>>> REPLACE\n\`\`\``)
    .join('\n\n');
}
