import { readRemoteUrl } from '../clone/remote-url.ts';
import { type GitConfigEntry, splitConfigKey } from '../git-config.ts';
import { CORE_OF_FILES, configLine, hasPassword, withoutPassword } from '../private/inherited-config.ts';

// What an agent's repository takes over of the clone's own settings. The user's and the system's files reach the agent's
// git by themselves. An allow list: ways to credentials (http.*, credential.*, core.sshCommand), hooks and whatever
// starts programs on its own stay behind; filters, diff and merge drivers are what files are made of, and come along.

const WHOLE_SECTIONS = new Set(['user', 'author', 'committer', 'filter', 'diff', 'merge']);
const CORE: ReadonlySet<string> = new Set(CORE_OF_FILES);
const REMOTE = new Set(['url', 'fetch', 'promisor', 'partialclonefilter', 'lfsurl']);
const LFS = new Set(['url', 'pushurl', 'locksverify', 'fetchinclude', 'fetchexclude', 'concurrenttransfers']);

/** Whether an entry of the clone holds in an agent's repository too. */
function isTaken({ scope, key, value = '' }: GitConfigEntry): boolean {
  if (scope !== 'local' && scope !== 'worktree') return false;
  const { section, subsection, variable } = splitConfigKey(key);
  if (WHOLE_SECTIONS.has(section)) return true;
  if (section === 'core') return CORE.has(variable);
  if (section === 'remote') return subsection !== undefined && REMOTE.has(variable);
  if (section === 'extensions') return variable === 'partialclone';
  if (section === 'submodule') return (variable === 'url' && !hasPassword(value)) || variable === 'active';
  // never `lfs.storage`: an agent's `git lfs prune` would delete in the user's own store
  return section === 'lfs' && subsection === undefined && LFS.has(variable);
}

const OWN = {
  'core.bare': 'false',
  'core.logallrefupdates': 'true',
  'gc.auto': '0', // housekeeping in the background would outlive the agent
  'maintenance.auto': 'false',
  'submodule.alternatelocation': 'superproject',
  'submodule.alternateerrorstrategy': 'info',
} as const;

/** The configuration file of an agent's repository: what the clone's own file says, without its ways to credentials. */
export function agentConfigText(ask: {
  readonly entries: readonly GitConfigEntry[];
  /** What relative urls count from. */
  readonly root: string;
  readonly objectFormat: 'sha1' | 'sha256';
  readonly sparse: boolean;
}): string {
  const lines = [
    ...configLine('core.repositoryformatversion', '1'),
    ...Object.entries(OWN).flatMap(([key, value]) => configLine(key, value)),
    ...(ask.objectFormat === 'sha256' ? configLine('extensions.objectformat', 'sha256') : []),
    ...(ask.sparse ? configLine('core.sparsecheckout', 'true') : []),
    ...ask.entries.filter(isTaken).flatMap((entry) => takeOver(entry, ask)),
  ];
  return `${lines.join('\n')}\n`;
}

function takeOver(
  { key, value = 'true' }: GitConfigEntry,
  from: { readonly entries: readonly GitConfigEntry[]; readonly root: string },
): readonly string[] {
  const { section, variable } = splitConfigKey(key);
  if (!/^(url|pushurl|lfsurl)$/.test(variable)) return configLine(key, value);
  if (section !== 'remote' || variable !== 'url') return configLine(key, withoutPassword(value));
  const read = readRemoteUrl(value, { config: from.entries, root: from.root });
  return read.kind === 'usable' ? configLine(key, withoutPassword(read.url)) : [];
}
