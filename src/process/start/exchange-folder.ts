import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { lstat, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AgentExchange, Exchange } from '../../app/ports/exchange.ts';
import { LARGEST_OUTPUT, parseAgentOutput } from '../../core/agents/agent-output.ts';
import { type Mask, maskSecrets } from '../../core/agents/mask-secrets.ts';
import {
  type AgentAnswer,
  type AgentRequest,
  LARGEST_REQUEST,
  parseAnswer,
  parseRequest,
} from '../../core/run/agent-request.ts';
import { readIfThere } from '../disk/durable-file.ts';

// Looked at instead of watched: watching fails in containers and on network file systems, and one small folder is
// read in microseconds.
const LOOK_EVERY_MS = 100;
// An agent in a sandbox may write here and nowhere else: a link that it plants must not make us write for it, nor a
// pipe make us wait.
const { O_WRONLY, O_CREAT, O_APPEND, O_NOFOLLOW, O_NONBLOCK } = constants;
const APPEND = O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_NONBLOCK;
const ID = /^[A-Za-z0-9_-]{1,64}\.json$/;

/** The exchange through files. What an agent says in it is told to others, and goes through `mask`. */
export const fileExchange = (mask: Mask = maskSecrets([])): Exchange => ({
  open: (folder) => openExchange(folder, mask),
});

function openExchange(folder: string, mask: Mask): AgentExchange {
  const promptFile = join(folder, 'prompt.md');
  const outputFile = join(folder, 'output.json');
  return {
    promptFile,
    outputFile,
    writePrompt: (text) => writeFile(promptFile, text.toWellFormed()),
    readOutput: async () => {
      const bytes = await readIfThere(outputFile, LARGEST_OUTPUT).catch(() => undefined);
      return bytes === undefined ? undefined : parseAgentOutput(bytes.toString('utf8'), mask);
    },
    notify: async (notice) => {
      // One write in append mode: lines of two writers never mix. An agent that deleted the folder gets no notices.
      const line = `${JSON.stringify(notice)}\n`;
      if (await isFolder(folder))
        await writeFile(join(folder, 'notices.jsonl'), line, { flag: APPEND }).catch(() => {});
    },
    serve: (answer) => serve(folder, answer),
  };
}

function serve(
  folder: string,
  answer: (request: AgentRequest) => Promise<AgentAnswer>,
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const loop = async (): Promise<void> => {
    const requests = join(folder, 'requests');
    while (!stopping.signal.aborted) {
      const there = (await isFolder(folder)) && (await isFolder(requests));
      for (const name of there ? await readdir(requests).catch(() => []) : [])
        if (ID.test(name)) await answerOne({ folder, name, answer }).catch(() => {});
      await sleep(LOOK_EVERY_MS, undefined, { signal: stopping.signal }).catch(() => {});
    }
  };
  const serving = loop();
  return {
    stop: () => {
      stopping.abort();
      return serving;
    },
  };
}

async function answerOne(how: {
  readonly folder: string;
  readonly name: string;
  readonly answer: (request: AgentRequest) => Promise<AgentAnswer>;
}): Promise<void> {
  const asked = join(how.folder, 'requests', how.name);
  const bytes = await readIfThere(asked, LARGEST_REQUEST);
  const request = parseRequest(bytes?.toString('utf8') ?? '');
  const answer: AgentAnswer =
    request === undefined
      ? { version: 1, outcome: 'failed', paths: [], held: [], detail: 'not a request that is known here' }
      : await how.answer(request);
  await moveInto(join(how.folder, 'answers'), how.name, JSON.stringify(answer));
  await rm(asked, { force: true });
}

/** Asks the wrapper that this process works inside of. `undefined`: no answer in time; the request is withdrawn. */
export async function askWrapper(ask: {
  readonly folder: string;
  readonly request: AgentRequest;
  readonly timeoutMs: number;
}): Promise<AgentAnswer | undefined> {
  const name = `${randomBytes(8).toString('hex')}.json`;
  await moveInto(join(ask.folder, 'requests'), name, JSON.stringify(ask.request));
  const answered = join(ask.folder, 'answers', name);
  const until = performance.now() + ask.timeoutMs;
  for (;;) {
    const bytes = await readIfThere(answered, LARGEST_REQUEST).catch(() => undefined);
    if (bytes !== undefined) {
      await rm(answered, { force: true });
      return parseAnswer(bytes.toString('utf8'));
    }
    if (performance.now() >= until) break;
    await sleep(Math.min(LOOK_EVERY_MS, ask.timeoutMs));
  }
  await rm(join(ask.folder, 'requests', name), { force: true });
  return undefined;
}

/** Never seen half written. The folder may have been deleted by the agent. */
async function moveInto(folder: string, name: string, text: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  if (!(await isFolder(folder))) throw new Error(`${folder} is a link`);
  const beside = join(folder, `.${name}.tmp`);
  await rm(beside, { force: true });
  await writeFile(beside, text, { flag: 'wx' });
  await rename(beside, join(folder, name));
}

/** A folder itself, not a link to one. */
const isFolder = async (path: string): Promise<boolean> =>
  (await lstat(path).catch(() => undefined))?.isDirectory() ?? false;
