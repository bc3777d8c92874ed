import { join } from 'node:path';
import type { Publishing } from '../../app/ports/publishing.ts';
import { commitName } from '../../core/claim/state-commit.ts';
import type { Oid } from '../../core/model/ids.ts';
import type { PrivateRepository } from '../private/private-repository.ts';
import { writeLooseObjects } from '../private/state-objects.ts';

export type CommitWish = Parameters<Publishing['commit']>[0];

/**
 * Writes commits of the private repository as the user, or as ourselves where git does not know who that is. Git is
 * asked for the names once; the commits are written here, because each task needs two and a process of git costs more
 * than all the rest of writing them.
 */
export function commitWriter(repository: PrivateRepository): (wish: CommitWish) => Promise<Oid> {
  let identities: Promise<Identities> | undefined;
  return async ({ tree, parents, message, at }) => {
    identities ??= readIdentities(repository);
    const { author, committer } = await identities;
    const now = inSeconds(Date.now());
    const head = [
      `tree ${tree}`,
      ...[...new Set(parents)].map((parent) => `parent ${parent}`),
      `author ${signed(author, now)}`,
      `committer ${signed(at === undefined ? committer : { ...committer, at: inSeconds(at), zone: '+0000' }, now)}`,
    ];
    const text = message.toWellFormed().replaceAll('\0', '');
    return writeCommitObject(repository, `${head.join('\n')}\n\n${text}`);
  };
}

/** A commit by its very text. */
export async function writeCommitObject(
  { path, objectFormat }: Pick<PrivateRepository, 'path' | 'objectFormat'>,
  text: string,
): Promise<Oid> {
  const bytes = Buffer.from(text, 'utf8');
  const oid = commitName(bytes, objectFormat);
  await writeLooseObjects(join(path, 'objects'), [{ oid, type: 'commit', bytes }], {
    sync: false, // as git does
  });
  return oid;
}

/** `name <address>`, and the time with its zone where the environment fixes it. */
interface Identity {
  readonly who: string;
  readonly zone: string;
  readonly at?: string;
}

interface Identities {
  readonly author: Identity;
  readonly committer: Identity;
}

const inSeconds = (ms: number): string => String(Math.floor(ms / 1000));

const signed = ({ who, zone, at }: Identity, now: string): string => `${who} ${at ?? now} ${zone}`;

const STAND_IN: Identity = { who: 'agentic-plan <agentic-plan@localhost>', zone: '+0000' };

async function readIdentities(repository: PrivateRepository): Promise<Identities> {
  const [author, committer] = await Promise.all([
    readIdentity(repository, 'AUTHOR'),
    readIdentity(repository, 'COMMITTER'),
  ]);
  // one name alone would make half of each commit the user's
  return author && committer ? { author, committer } : { author: STAND_IN, committer: STAND_IN };
}

// A U Thor <author@example.com> 1700000000 +0100
/** What `git var` says; undefined where git refuses to guess. */
async function readIdentity(
  repository: PrivateRepository,
  kind: 'AUTHOR' | 'COMMITTER',
): Promise<Identity | undefined> {
  const asked = await repository.git({ args: ['var', `GIT_${kind}_IDENT`] });
  const parts = /^(.* <.*>) (\d+) ([+-]\d{4})\n$/.exec(asked.stdout.toString('utf8'));
  const [, who, at, zone] = parts ?? [];
  if (asked.code !== 0 || who === undefined || zone === undefined) return undefined;
  const fixed = process.env[`GIT_${kind}_DATE`] === undefined ? undefined : at;
  return { who, zone, ...(fixed === undefined ? {} : { at: fixed }) };
}
