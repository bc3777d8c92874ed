import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Patches, SeriesCommit } from '../../app/ports/patches.ts';
import { oidOf, type RepoPath } from '../../core/model/ids.ts';
import { failGit } from '../fail-git.ts';
import { pathFromBytes, pathToBytes } from '../path-bytes.ts';
import type { PrivateRepository } from '../private/private-repository.ts';
import { parseBatch } from '../read/parse-batch.ts';
import { splitNul } from '../split-records.ts';
import { writeCommitObject } from './write-commit.ts';

type Ask = (args: readonly string[], input?: Uint8Array) => Promise<Buffer>;

/** Mailboxes of what is in the private repository. */
export function gitPatches(repository: PrivateRepository): Patches {
  const ask: Ask = async (args, input) => {
    const result = await repository.git({ args, ...(input === undefined ? {} : { input }) });
    if (result.code !== 0) throw failGit(args[0] ?? '', result);
    return result.stdout;
  };
  return {
    series: async ({ from, to }) => parseSeries(await ask([...LOG, '--format=%H %P%n%B', `${from}..${to}`])),
    restate: async ({ like, tree, parent, message }) => {
      const said = (await ask(['cat-file', 'commit', like])).toString('utf8');
      const people = said
        .slice(0, said.indexOf('\n\n'))
        .split('\n')
        .filter((line) => /^(author|committer) /.test(line));
      const head = [`tree ${tree}`, `parent ${parent}`, ...people];
      return writeCommitObject(repository, `${head.join('\n')}\n\n${message}`);
    },
    mailbox: async ({ from, to }) => {
      const commits = await ask([...LOG, '--format=%H', `${from}..${to}`]);
      const unmailable = await findUnmailable(
        ask,
        Buffer.from(commits.toString('latin1').replaceAll('\0', '\n')),
      );
      const attributes = join(repository.path, `attributes-${randomUUID()}`);
      await writeFile(attributes, Buffer.concat(unmailable.map(binaryLine)));
      try {
        return await ask(['-c', `core.attributesFile=${attributes}`, ...FORMAT, `${from}..${to}`]);
      } finally {
        await rm(attributes, { force: true });
      }
    },
  };
}

const LOG = ['log', '-z', '--reverse', '--topo-order', '--encoding=UTF-8', '--no-show-signature'];

// nothing that a person has set for their own patches decides what is written
const FORMAT = [
  '-c',
  'format.useAutoBase=false',
  'format-patch',
  '--stdout',
  '--binary', // else a patch says only that such files differ
  '--full-index', // a binary patch is taken only where the object it is for is named whole
  '--no-renames',
  '--unified=3',
  '--inter-hunk-context=0',
  '-O/dev/null',
  '--no-notes',
  '--no-to',
  '--no-cc',
  '--no-add-header',
  '--no-ext-diff',
  '--no-textconv',
  '--no-signature',
  '--no-thread',
  '--no-attach',
  '--numbered',
  '--no-color',
  '--src-prefix=a/',
  '--dst-prefix=b/',
  '--encode-email-headers',
];

// 1f2e… 96cc…␊Subject␊␊Body␊\0
function parseSeries(log: Buffer): readonly SeriesCommit[] {
  return splitNul(log).map((record) => {
    const text = record.toString('utf8');
    const end = text.indexOf('\n');
    const [commit = '', ...parents] = text.slice(0, end).trim().split(' ');
    return { commit: oidOf(commit), parents: parents.map(oidOf), message: text.slice(end + 1) };
  });
}

/** Above it nobody reads a change of text. */
const LARGEST_TEXT = 10 * 1024 * 1024;

/** Changed files whose lines end with CR: mail does not keep these, so they go as binary ones. */
async function findUnmailable(ask: Ask, commits: Buffer): Promise<readonly RepoPath[]> {
  const raw = ['diff-tree', '--stdin', '-r', '-z', '--raw', '--no-renames', '--no-abbrev', '--no-commit-id'];
  const blobs = parseRaw(await ask(raw, commits));
  const names = [...blobs.keys()];
  const asking = Buffer.from(names.map((oid) => `${oid}\n`).join(''));
  const sizes = (await ask(['cat-file', '--batch-check'], asking)).toString('latin1').split('\n');
  const [large, small] = [new Set<string>(), [] as string[]];
  for (const [at, oid] of names.entries())
    if (Number(sizes[at]?.split(' ')[2] ?? 0) > LARGEST_TEXT) large.add(oid);
    else small.push(oid);
  const read = await ask(['cat-file', '--batch'], Buffer.from(small.map((oid) => `${oid}\n`).join('')));
  const answers = parseBatch(read, small.length);
  const found = small.filter((_, at) => {
    const answer = answers[at];
    return answer?.found && answer.content.includes('\r\n');
  });
  return [...new Set([...large, ...found].flatMap((oid) => [...(blobs.get(oid) ?? [])]))];
}

// :100644 100644 257c… 5716… M\0src/a.ts\0
/** Blobs before and after, with the paths that have them. */
function parseRaw(log: Buffer): ReadonlyMap<string, ReadonlySet<RepoPath>> {
  const blobs = new Map<string, Set<RepoPath>>();
  const records = splitNul(log);
  for (let at = 0; at + 1 < records.length; at += 2) {
    const head = /^:(\d{6}) (\d{6}) ([0-9a-f]+) ([0-9a-f]+) /.exec(records[at]?.toString('latin1') ?? '');
    const path = pathFromBytes(records[at + 1] ?? Buffer.alloc(0));
    const sides = [
      [head?.[1], head?.[3]],
      [head?.[2], head?.[4]],
    ] as const;
    for (const [mode = '', oid = ''] of sides)
      if (mode.startsWith('100')) blobs.set(oid, (blobs.get(oid) ?? new Set()).add(path));
  }
  return blobs;
}

/** One path, by its bytes, as `gitattributes` quotes it. */
function binaryLine(path: RepoPath): Buffer {
  const quoted = [...pathToBytes(path)].map((byte) => {
    const sign = String.fromCharCode(byte);
    if (byte < 32 || byte >= 127 || sign === '"') return `\\${byte.toString(8).padStart(3, '0')}`;
    if (sign === '\\') return '\\\\\\\\'; // once for the quotes, once for the pattern
    return '*?['.includes(sign) ? `\\\\${sign}` : sign;
  });
  return Buffer.from(`"/${quoted.join('')}" -diff\n`, 'latin1');
}
