import { mkdir, readdir, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { KeptProposal, ProposalFacts, Proposals } from '../../app/ports/proposals.ts';
import type { Digest } from '../../core/model/plan.ts';
import { readIfThere, writeDurably } from './durable-file.ts';

const MOST_KEPT = 30;
const LARGEST = 1024 * 1024;
const NAME_LENGTH = 24;

/** In the private repository's folder: one folder for each goal, with its tasks, how they came about, and the agent's log. */
export function proposalStore(privateRepository: string): Proposals {
  const all = join(privateRepository, 'goals');
  const folderOf = (key: Digest): string => join(all, key.slice(0, NAME_LENGTH));
  const fileOf = (key: Digest): string => join(folderOf(key), 'proposal.json');
  return {
    recall: async (key) => {
      const bytes = await readIfThere(fileOf(key), LARGEST).catch(() => undefined);
      const kept = bytes === undefined ? undefined : parseKept(bytes.toString('utf8'), key);
      // used last, removed last
      if (kept !== undefined) await utimes(folderOf(key), new Date(), new Date()).catch(() => {});
      return kept;
    },
    keep: async (key, { text, facts }) => {
      await writeDurably(fileOf(key), JSON.stringify({ version: 1, key, text, facts }));
    },
    folder: async (key) => {
      await mkdir(folderOf(key), { recursive: true });
      await utimes(folderOf(key), new Date(), new Date());
      await removeOldest(all);
      return folderOf(key);
    },
    keepRefused: async (key, answer) => {
      const path = join(folderOf(key), 'refused.yaml');
      await writeDurably(path, answer);
      return path;
    },
  };
}

/** `undefined`: written by something else, or cut off. The tasks in it are judged by whoever takes them. */
function parseKept(text: string, key: Digest): KeptProposal | undefined {
  try {
    const { version, key: ofKey, text: tasks, facts } = JSON.parse(text) as Record<string, unknown>;
    if (version !== 1 || ofKey !== key || typeof tasks !== 'string' || !isFacts(facts)) return undefined;
    return { text: tasks, facts };
  } catch {
    return undefined;
  }
}

function isFacts(value: unknown): value is ProposalFacts {
  if (typeof value !== 'object' || value === null) return false;
  const { agent, tries, ms, cost } = value as Record<string, unknown>;
  if (typeof cost !== 'object' || cost === null) return false;
  return (
    typeof agent === 'string' && [tries, ms, (cost as Record<string, unknown>)['usd']].every(Number.isFinite)
  );
}

async function removeOldest(all: string): Promise<void> {
  const names = await readdir(all).catch(() => []);
  if (names.length <= MOST_KEPT) return;
  const times = await Promise.all(
    names.map(async (name) => ({
      name,
      at: (await stat(join(all, name)).catch(() => undefined))?.mtimeMs ?? 0,
    })),
  );
  const oldest = times.toSorted((a, b) => a.at - b.at).slice(0, names.length - MOST_KEPT);
  for (const { name } of oldest) await rm(join(all, name), { recursive: true, force: true });
}
