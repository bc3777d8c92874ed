// The other side's words come as lines `remote: …` (a hook's, a page's in plain text), as `ERROR: …` or bare over ssh, and
// as the reason for a ref, `[remote rejected] (…)`. Git's own English around them is not what a server said.

/** What git and ssh say of themselves whenever a remote did not do its work. */
const BOILERPLATE =
  /^(?:To |Done$|error: failed to push some refs|error: RPC failed|fatal: the remote end hung up|fatal: Could not read from remote|Please make sure you have|and the repository exists|send-pack: |fetch-pack: |hint: |$)/;

/** Progress, rulers, and the line in which the server's git repeats what its hook did. */
const NO_WORDS =
  /^(?:(?:Enumerating|Counting|Compressing|Resolving|Processing|Total) .*|[\s=*#_-]*|(?:error|fatal):|error: hook declined to update \S+|error: cannot lock ref .*)$/i;

const SSH_OWN =
  /^(?:fatal: |error: |warning: |Warning: |ssh: |kex_|Host key |Load key |[^\s:]+: Permission denied|Connection |Received disconnect|@{5,}|Permissions \d+|debug\d: |Identity file)/;

/** Then lines of the other side stand among git's own: it was spoken to by ssh, or is a folder of this machine. */
const BARE = /^fatal: (?:Could not read from remote|ref updates aborted by hook)/;

const LONGEST = 1_000;

/** What the server itself said; empty where it said nothing. Names and passwords in urls are cut out. */
export function serverWords(stderr: string, reasons: readonly string[] = []): string {
  const lines = stderr.split(/\r?\n|\r/);
  const isBare = lines.some((line) => BARE.test(line));
  const said = lines.flatMap((line): readonly string[] => {
    const own = /^remote: ?(.*)$/.exec(line)?.[1] ?? /^ERROR: (.*)$/.exec(line)?.[1];
    if (own !== undefined) return [own];
    return isBare && !BOILERPLATE.test(line) && !SSH_OWN.test(line) ? [line] : [];
  });
  const words = said.map((line) => line.trim()).filter((line) => !NO_WORDS.test(line));
  const plain = [...new Set(words.map((line) => line.replace(/^(?:error|fatal|ERROR): /, '').trim()))];
  const all = plain.filter((line) => line !== '');
  const text = all.length > 0 ? all.join(' / ') : reasonsOf(reasons);
  return withoutCredentials(text).slice(0, LONGEST);
}

/** Reasons that only repeat what the kind of the failure says already. */
const reasonsOf = (reasons: readonly string[]): string =>
  [...new Set(reasons)]
    .filter((reason) => !/^(?:(?:pre-receive )?hook declined|unpacker error|)$/.test(reason))
    .join(', ');

/** Why git, ssh or curl could not do it, in their words: one line, without the boilerplate. */
export function ownWords(stderr: string): string {
  const lines = stderr
    .split(/\r?\n/)
    .filter((line) => !BOILERPLATE.test(line) && !line.startsWith('remote: ') && !line.startsWith('ERROR: '))
    .filter((line) => !/^(?:@{5,}|Warning: |warning: )/.test(line));
  const last = lines.find((line) => /^(?:fatal|error|ssh): /.test(line)) ?? lines.at(-1) ?? '';
  return withoutCredentials(last.replace(/^(?:fatal|error): (?:unable to access '[^']*': )?/, ''))
    .trim()
    .slice(0, LONGEST);
}

/** Names and passwords in urls are cut out of whatever git says. */
export const withoutCredentials = (text: string): string =>
  text.replace(/([a-z][a-z0-9+.-]*:\/\/)[^\s/'"]*@/gi, '$1');
