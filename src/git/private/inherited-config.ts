import { type GitConfigEntry, splitConfigKey } from '../git-config.ts';

// What the private repository takes over from the clone. An allow list: whatever pushes or runs something on its own
// (push.*, remote.*.mirror, pushInsteadOf, hooks, gc, fsmonitor, aliases, signing) must not reach it.

const WHOLE_SECTIONS = new Set([
  'http',
  'credential',
  'ssh',
  'user',
  'author',
  'committer',
  'filter',
  'protocol',
]);
/** Variables of `core` that say what files are made of, and how their names are read. */
export const CORE_OF_FILES = [
  'autocrlf',
  'eol',
  'safecrlf',
  'attributesfile',
  'excludesfile',
  'longpaths',
  'symlinks',
  'filemode',
  'ignorecase',
  'precomposeunicode',
  'protecthfs',
  'protectntfs',
] as const;
const CORE: ReadonlySet<string> = new Set(['sshcommand', 'gitproxy', 'askpass', ...CORE_OF_FILES]);
const PROMISOR = new Set(['url', 'promisor', 'partialclonefilter', 'proxy', 'proxyauthmethod', 'uploadpack']);

/** The clone's entries that hold in the private repository too, in git's order. */
export function inheritedEntries(entries: readonly GitConfigEntry[]): readonly GitConfigEntry[] {
  const promisors = promisorRemotes(entries);
  return entries.filter(({ key }) => {
    const { section, subsection, variable } = splitConfigKey(key);
    if (WHOLE_SECTIONS.has(section)) return true;
    if (section === 'url') return variable === 'insteadof';
    if (section === 'core') return CORE.has(variable);
    if (section === 'extensions') return variable === 'partialclone';
    return (
      section === 'remote' && subsection !== undefined && promisors.has(subsection) && PROMISOR.has(variable)
    );
  });
}

/** Remotes that a partial clone fetches missing objects from. */
function promisorRemotes(entries: readonly GitConfigEntry[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { key, value } of entries) {
    const { section, subsection, variable } = splitConfigKey(key);
    if (section === 'remote' && variable === 'promisor' && subsection !== undefined) names.add(subsection);
    if (key === 'extensions.partialclone' && value) names.add(value);
  }
  return names;
}

/**
 * Environment in which git reads these entries and neither the system's nor the user's files: what the clone's listing
 * said is all there is, in its order, so that lists (`http.extraHeader`, `credential.helper`) are not doubled and
 * nothing that was left out comes back. Settings of the caller's environment (`GIT_CONFIG_COUNT`) come after, as in git.
 */
export function configEnvironment(
  entries: readonly GitConfigEntry[],
  outer: NodeJS.ProcessEnv,
): Readonly<Record<string, string>> {
  const pairs: [key: string, value: string][] = entries
    .filter((entry) => entry.scope !== 'command') // those reach git by the caller's environment
    .map((entry) => [entry.key, entry.value ?? 'true']);
  const outerCount = Number(outer['GIT_CONFIG_COUNT'] ?? 0);
  for (let at = 0; at < outerCount; at++) {
    const key = outer[`GIT_CONFIG_KEY_${at}`];
    if (key) pairs.push([key, outer[`GIT_CONFIG_VALUE_${at}`] ?? '']);
  }
  const env: Record<string, string> = {
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null', // Git for Windows understands this name too
    GIT_CONFIG_COUNT: String(pairs.length),
  };
  for (const [at, [key, value]] of pairs.entries()) {
    env[`GIT_CONFIG_KEY_${at}`] = key;
    env[`GIT_CONFIG_VALUE_${at}`] = value;
  }
  return env;
}

const ON_DISK = new Set(['user', 'author', 'committer', 'filter', 'core', 'extensions', 'remote']);
// Ways to credentials: an agent in a worktree of ours is not to find them there.
const NOT_ON_DISK = new Set(['core.sshcommand', 'core.askpass', 'core.gitproxy']);

/**
 * The configuration file of a repository of ours. Besides what makes it bare and quiet it repeats the clone's own settings
 * without secrets: an agent's git in a worktree does not run in our environment, and extensions count only on disk.
 */
export function privateConfigText(
  inherited: readonly GitConfigEntry[],
  objectFormat: 'sha1' | 'sha256',
): string {
  const lines = [
    ...configLine('core.repositoryformatversion', '1'),
    ...configLine('core.bare', 'true'),
    ...configLine('core.logallrefupdates', 'false'),
    ...configLine('gc.auto', '0'),
    ...configLine('maintenance.auto', 'false'),
    // an agent's `git gc --prune=now` in a worktree must not take what no ref holds yet: claims on their way, results
    ...configLine('extensions.preciousobjects', 'true'),
    ...(objectFormat === 'sha256' ? configLine('extensions.objectformat', 'sha256') : []),
  ];
  // a promisor remote with a password in its url stays in our environment, and with it all that names the remote
  const secret = inherited.some(
    ({ key, value }) => key.startsWith('remote.') && /\/\/[^/]*@/.test(value ?? ''),
  );
  for (const { scope, key, value } of inherited) {
    if (scope !== 'local') continue; // what only one worktree has would change the file with every other command
    const { section } = splitConfigKey(key);
    const hidden = NOT_ON_DISK.has(key) || (secret && (section === 'remote' || section === 'extensions'));
    if (ON_DISK.has(section) && !hidden) lines.push(...configLine(key, value ?? 'true'));
  }
  return `# agentic-plan's private repository; \`agentic-plan doctor --purge\` removes it\n${lines.join('\n')}\n`;
}

/** Whether a url carries a password, or a token in its place. */
export const hasPassword = (url: string): boolean =>
  /^https?:\/\/[^/]*@/i.test(url) || /\/\/[^/@]*:[^/]*@/.test(url);

/** The url without name and password, where it carries one; `git@` of ssh is none. */
export const withoutPassword = (url: string): string =>
  hasPassword(url) ? url.replace(/\/\/[^/]*@/, '//') : url;

/** One entry as a configuration file has it: its section, and the line below. */
export function configLine(key: string, value: string): readonly string[] {
  const { section, subsection, variable } = splitConfigKey(key);
  const quote = (text: string): string => `"${text.replace(/[\\"]/g, '\\$&')}"`;
  const quoted = quote(value).replaceAll('\n', '\\n').replaceAll('\t', '\\t');
  return [
    `[${section}${subsection === undefined ? '' : ` ${quote(subsection)}`}]`,
    `\t${variable} = ${quoted}`,
  ];
}
