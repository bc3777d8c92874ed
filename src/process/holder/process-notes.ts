import { rmSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readIfThere, writeDurably } from '../disk/durable-file.ts';
import { hostId } from './host-id.ts';
import { isSameProcessAlive, type ProcessIdentity, thisProcess } from './process-identity.ts';

// A process that holds claims leaves a note in the private repository for as long as it lives, so that nobody removes
// that from under it. What a killed one left is told by its identity.

const FOLDER = 'processes';
const NOTE_BYTES = 8 * 1024;

/** Leaves a note of this process, and who works there; it goes away with it. */
export async function noteThisProcess(privateRepository: string, name: string): Promise<void> {
  const own = { ...(await thisProcess()), name };
  const path = join(privateRepository, FOLDER, `${own.pid}-${own.started || 'unknown'}.json`);
  await writeDurably(path, JSON.stringify({ version: 1, ...own }));
  process.once('exit', () => rmSync(path, { force: true }));
}

/** The processes of this clone that hold claims and may be alive. Notes of dead ones are removed on the way. */
export async function processesAtWork(privateRepository: string): Promise<readonly ProcessIdentity[]> {
  const folder = join(privateRepository, FOLDER);
  const alive: ProcessIdentity[] = [];
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name);
    const note = parseNote(await readIfThere(path, NOTE_BYTES).catch(() => undefined));
    if (note !== undefined && !(await isGone(note))) alive.push(note);
    else await rm(path, { force: true }).catch(() => {});
  }
  return alive;
}

/** Dead, or of an earlier boot of this very machine. */
export async function isGone(identity: ProcessIdentity): Promise<boolean> {
  if ((await isSameProcessAlive(identity)) === 'dead') return true;
  const own = await thisProcess();
  const rebooted = identity.boot !== '' && own.boot !== '' && identity.boot !== own.boot;
  return rebooted && identity.host === (await hostId());
}

function parseNote(bytes: Buffer | undefined): ProcessIdentity | undefined {
  try {
    const value = JSON.parse(bytes?.toString('utf8') ?? '') as Partial<ProcessIdentity> | null;
    const { host, name, boot, namespace, pid, started } = value ?? {};
    const texts = [host, name, boot, namespace, started];
    if (typeof pid !== 'number' || texts.some((text) => typeof text !== 'string')) return undefined;
    return value as ProcessIdentity;
  } catch {
    return undefined;
  }
}
