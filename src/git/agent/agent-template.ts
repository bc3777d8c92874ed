import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Oid, RefName } from '../../core/model/ids.ts';
import { oidOf, refName } from '../../core/model/ids.ts';
import type { CloneFacts } from '../clone/clone-facts.ts';
import { execGit } from '../exec-git.ts';
import { failGit } from '../fail-git.ts';
import { configValue } from '../git-config.ts';
import type { PrivateRepository } from '../private/private-repository.ts';
import { agentConfigText } from './agent-config.ts';
import { listExtraFiles } from './extra-files.ts';

/** What the repositories of all agents of a run begin with: read once from the clone, written without a git process. */
export interface AgentTemplate {
  /** Common directory of the clone, so that our own commands find it from inside. */
  readonly clone: string;
  readonly config: string;
  /** Remote-tracking branches, tags, and the branches that the work is about, as `packed-refs` has them. */
  readonly packedRefs: string;
  /** `refs/remotes/origin/HEAD` → `refs/remotes/origin/main`. */
  readonly symbolicRefs: ReadonlyMap<RefName, RefName>;
  /** All values of refs that were there before any agent: none of them is an agent's work. */
  readonly known: ReadonlySet<Oid>;
  /** The lines of `objects/info/alternates`: the private repository's store, then the clone's. */
  readonly alternates: string;
  readonly exclude: string;
  readonly attributes: string | undefined;
  readonly shallow: string | undefined;
  /** Keys and the like that filters keep in the git folder, relative to it. */
  readonly extra: readonly string[];
  /** Patterns of the user's sparse checkout; absent: everything is checked out. */
  readonly sparse: string | undefined;
}

type ClonePart = Pick<
  CloneFacts,
  'commonDir' | 'gitDir' | 'topLevel' | 'config' | 'objectFormat' | 'shallow'
>;

const FORMAT = '--format=%(objectname) %(refname) %(symref)';

/** Reads what agents' repositories begin with. `refs`: branches that agents look for by name, beside what the clone has. */
export async function readTemplate(ask: {
  readonly clone: ClonePart;
  readonly repository: Pick<PrivateRepository, 'path' | 'objectFormat'>;
  readonly refs: ReadonlyMap<RefName, Oid>;
  /** Lines for `info/exclude`, on top of the clone's own. */
  readonly ignored: readonly string[];
}): Promise<AgentTemplate> {
  const { clone, repository } = ask;
  const isSparse = configValue(clone.config, 'core.sparsecheckout') === 'true';
  const text = (...path: string[]) => readFile(join(...path), 'utf8').catch(() => undefined);
  const [listed, exclude, attributes, shallow, sparse, extra] = await Promise.all([
    listRefs(clone),
    text(clone.commonDir, 'info', 'exclude'),
    text(clone.commonDir, 'info', 'attributes'),
    clone.shallow ? text(clone.commonDir, 'shallow') : undefined,
    isSparse ? text(clone.gitDir, 'info', 'sparse-checkout') : undefined,
    listExtraFiles(clone.commonDir),
  ]);
  const known = new Set([...listed.direct.values(), ...ask.refs.values()]);
  const shown = [...listed.direct].filter(([ref]) => !ref.startsWith('refs/heads/')); // branches are the user's own
  return {
    clone: clone.commonDir,
    config: agentConfigText({
      entries: clone.config,
      root: clone.topLevel ?? clone.commonDir,
      objectFormat: clone.objectFormat,
      sparse: sparse !== undefined,
    }),
    packedRefs: [...new Map([...shown, ...ask.refs])]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([ref, oid]) => `${oid} ${ref}\n`)
      .join(''),
    symbolicRefs: listed.symbolic,
    known,
    alternates: [join(repository.path, 'objects'), join(clone.commonDir, 'objects')]
      .map(alternateLine)
      .join(''),
    exclude: `${exclude === undefined ? '' : `${exclude.trimEnd()}\n`}${ask.ignored.join('\n')}\n`,
    attributes,
    shallow,
    extra,
    sparse,
  };
}

/** A path as a line of `objects/info/alternates`; git reads a line that begins with `"` as a quoted one. */
const alternateLine = (path: string): string =>
  /^["#]|\n/.test(path) ? `"${path.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n')}"\n` : `${path}\n`;

// Sample: 4b825dc… refs/remotes/origin/HEAD refs/remotes/origin/main\n4b825dc… refs/tags/v1 \n
async function listRefs({ commonDir }: ClonePart): Promise<{
  readonly direct: ReadonlyMap<RefName, Oid>;
  readonly symbolic: ReadonlyMap<RefName, RefName>;
}> {
  const args = ['--git-dir', commonDir, 'for-each-ref', FORMAT, 'refs/heads/', 'refs/remotes/', 'refs/tags/'];
  const result = await execGit({ args, cwd: commonDir });
  if (result.code !== 0) throw failGit('for-each-ref', result);
  const direct = new Map<RefName, Oid>();
  const symbolic = new Map<RefName, RefName>();
  for (const line of result.stdout.toString('utf8').split('\n')) {
    const [oid, ref, target] = line.split(' ');
    if (!oid || !ref) continue;
    if (target) symbolic.set(refName(ref), refName(target));
    else direct.set(refName(ref), oidOf(oid));
  }
  return { direct, symbolic };
}
