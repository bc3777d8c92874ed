import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { findAgentProcess } from '../../core/agents/agent-process.ts';
import { type AgentSession, parseSession, writeSession } from '../../core/agents/agent-session.ts';
import { readIfThere, writeDurably } from '../disk/durable-file.ts';
import { listAncestors } from './ancestors.ts';
import { bootId } from './boot.ts';
import { doesProcessExist } from './process-identity.ts';

// A hook knows its agent's session; a tool server and a shell of the same agent do not always. A note says which
// process is which session, and whoever descends from that process belongs to it.

const NOTE_BYTES = 4 * 1024;
const MOST_NOTES = 200;

interface SessionNote {
  readonly version: 1;
  readonly boot: string;
  readonly session: string;
}

/**
 * Notes that the agent above this process is at work in a session. `told`: the agent's process id, where it says so.
 * Notes of agents that are gone are removed on the way. Says whether there is a note of it now.
 */
export async function noteSession(folder: string, session: AgentSession, told?: number): Promise<boolean> {
  const agent = findAgentProcess(await listAncestors(), told);
  if (agent === undefined || bootId() === '') return false;
  const path = join(folder, noteName(agent));
  const note: SessionNote = { version: 1, boot: bootId(), session: writeSession(session) };
  const text = `${JSON.stringify(note)}\n`;
  if ((await readIfThere(path, NOTE_BYTES))?.toString('utf8') === text) return true;
  await forgetGone(folder);
  await writeDurably(path, text);
  return true;
}

/** The session of the nearest process above this one that has a note. */
export async function findNotedSession(folder: string): Promise<AgentSession | undefined> {
  const names = new Set(await listNotes(folder));
  if (names.size === 0) return undefined;
  for (const ancestor of await listAncestors()) {
    const name = noteName(ancestor);
    const note = names.has(name) ? await readNote(join(folder, name)) : undefined;
    if (note !== undefined) return note;
  }
  return undefined;
}

/** The session has ended. */
export async function forgetSession(folder: string, session: AgentSession): Promise<void> {
  for (const name of await listNotes(folder)) {
    const path = join(folder, name);
    const noted = await readNote(path);
    if (noted !== undefined && writeSession(noted) === writeSession(session)) await rm(path, { force: true });
  }
}

const NOTE_NAME = /^\d+-\w+\.json$/;

const listNotes = async (folder: string): Promise<readonly string[]> =>
  (await readdir(folder).catch(() => [])).filter((name) => NOTE_NAME.test(name));

const noteName = ({ pid, started }: { readonly pid: number; readonly started: string }): string =>
  `${pid}-${started.replaceAll(/[^\w]+/g, '_')}.json`;

async function readNote(path: string): Promise<AgentSession | undefined> {
  const bytes = await readIfThere(path, NOTE_BYTES).catch(() => undefined);
  try {
    const note = JSON.parse(bytes?.toString('utf8') ?? '') as Partial<SessionNote> | null;
    const isOfThisBoot = note?.version === 1 && note.boot === bootId() && typeof note.session === 'string';
    return isOfThisBoot ? parseSession(note.session ?? '') : undefined;
  } catch {
    return undefined;
  }
}

/** A process id is given again; its start time tells the two apart, so that an old note only takes up room. */
async function forgetGone(folder: string): Promise<void> {
  const names = await listNotes(folder);
  const isFull = names.length > MOST_NOTES;
  for (const name of names) {
    if (isFull || !doesProcessExist(Number.parseInt(name, 10)))
      await rm(join(folder, name), { force: true }).catch(() => {});
  }
}
