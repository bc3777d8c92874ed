import { type ReadOptions, readOptions } from './read-git-options.ts';
import { type ShellCommand, type ShellWord, splitShell } from './split-shell.ts';

/** Files of the working tree that a command puts into the next commit. */
export interface TakenFiles {
  /** Where its patterns begin; names that follow each other, absolute or not. */
  readonly folder: string;
  /** `tracked`: those that git knows already; `all`: new ones too. */
  readonly which: 'tracked' | 'all';
  /** Git's own pathspecs; none: all that is below the root. */
  readonly patterns: readonly string[];
}

/** A commit that a command of a shell would make. */
export interface CommitCall {
  readonly folder: string;
  /** What is staged already is in it. */
  readonly takesStaged: boolean;
  readonly takes: readonly TakenFiles[];
}

/** What a shell does on its way to a commit. */
interface Walk {
  readonly folder: string;
  readonly takes: readonly TakenFiles[];
  readonly commits: readonly CommitCall[];
}

const DEEPEST = 4;

/**
 * The commits that a text for a shell makes by `git commit`, as far as its words say so, with what `git add` before it adds.
 * `folder`: where it starts. Nothing else is read where the word is not in it.
 */
export function findCommits(text: string, folder: string): readonly CommitCall[] {
  return text.includes('commit') ? walk(splitShell(text), { folder, takes: [], commits: [] }, 0).commits : [];
}

function walk(commands: readonly ShellCommand[], from: Walk, depth: number): Walk {
  return commands.reduce((at, command) => follow(command, at, depth), from);
}

// What starts another command, which stands behind it and behind its options.
const STARTERS =
  /^(?:env|command|exec|time|nohup|nice|sudo|doas|timeout|stdbuf|setsid|xargs|then|do|else|if|while|until|!|\{)$/;
const SHELLS = /^(?:sh|bash|dash|zsh|ksh|fish|busybox)$/;

const nameOf = ({ text }: ShellWord): string => text.replace(/^.*[/\\]/, '').replace(/\.exe$/, '');

function follow(command: ShellCommand, at: Walk, depth: number): Walk {
  const [first, ...rest] = withoutStarters(command.words);
  const name = first === undefined ? '' : nameOf(first);
  if (name === 'git') return followGit(rest, at);
  if (name === 'cd' || name === 'pushd')
    return {
      ...at,
      folder: moved(
        at.folder,
        rest.find(({ text }) => text !== '--'),
      ),
    };
  const script = scriptOf(name, rest, command.input);
  if (script === undefined || depth >= DEEPEST) return at;
  const inner = walk(splitShell(script), at, depth + 1);
  // what a shell below does to its own folder is over with it
  return name === 'eval' ? inner : { ...inner, folder: at.folder };
}

/** `A=b git commit`, `env -i timeout 5 git commit`: from the name of the command that it is about. */
function withoutStarters(words: readonly ShellWord[]): readonly ShellWord[] {
  const start = words.findIndex(({ text }) => !/^\w+=/.test(text));
  const own = start < 0 ? [] : words.slice(start);
  if (own[0] === undefined || !STARTERS.test(own[0].text)) return own;
  const at = own.findIndex(
    (word) => /^(?:git|cd|pushd|eval)$/.test(nameOf(word)) || SHELLS.test(nameOf(word)),
  );
  return at < 0 ? [] : own.slice(at);
}

/** `eval git commit`, `sh -c 'git commit'`, `bash -lc …`, or what a shell reads. */
function scriptOf(name: string, words: readonly ShellWord[], input: string | undefined): string | undefined {
  if (name === 'eval') return words.map(({ text }) => text).join(' ');
  if (!SHELLS.test(name)) return undefined;
  const at = words.findIndex(({ text }) => /^-[a-z]*c$/.test(text));
  return at < 0 ? input : words[at + 1]?.text;
}

const moved = (folder: string, to: ShellWord | undefined): string =>
  to === undefined || to.isFilledIn || to.text === '-' ? folder : join(folder, to.text);

const join = (folder: string, name: string): string =>
  name.startsWith('/') || /^[A-Za-z]:[\\/]/.test(name) ? name : `${folder}/${name}`;

// Options of git itself that take the next word.
const GLOBAL_VALUES = new Set([
  '-c',
  '--git-dir',
  '--work-tree',
  '--namespace',
  '--exec-path',
  '--config-env',
]);

function followGit(words: readonly ShellWord[], at: Walk): Walk {
  let folder = at.folder;
  let index = 0;
  for (; words[index]?.text.startsWith('-'); index++) {
    const { text = '' } = words[index] ?? {};
    if (text === '-C') folder = moved(folder, words[++index]);
    else if (GLOBAL_VALUES.has(text)) index++;
  }
  const [name, ...rest] = words.slice(index);
  const read = readOptions(name?.text ?? '', rest);
  if (name?.text === 'commit')
    return read.isDry ? at : { ...at, commits: [...at.commits, commitOf(folder, at.takes, read)] };
  if (read.takes === undefined) return at;
  return { ...at, takes: [...at.takes, { folder, which: read.takes, patterns: read.patterns }] };
}

function commitOf(folder: string, added: readonly TakenFiles[], read: ReadOptions): CommitCall {
  const own = read.takes === undefined ? [] : [{ folder, which: read.takes, patterns: read.patterns }];
  return { folder, takesStaged: read.includes, takes: read.includes ? [...added, ...own] : own };
}
