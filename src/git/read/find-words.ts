import type { WordHit } from '../../app/ports/repository.ts';
import type { Oid, RepoPath } from '../../core/model/ids.ts';
import { type CloneReader, gitFailure, type ReadCall } from '../clone/clone-reader.ts';
import { pathFromBytes } from '../path-bytes.ts';
import { recordSplitter } from '../split-records.ts';

export interface WordQuestion {
  readonly commit: Oid;
  readonly words: readonly string[];
  readonly endings: readonly string[];
  readonly limit: number;
}

// Sample of `git grep -z -n -o` in a commit (NUL written as ␀): 2e753d3…:docs/api.md␀12␀UserSession.refresh␊

const GREP = [
  'grep',
  '-z',
  '-n',
  '-o', // the word, not the line
  '-w', // `id` is not found in `idea`
  '-F', // never a pattern
  '-I', // no binary files
  '--full-name',
  '--no-column',
  '--no-color',
  '--no-textconv',
  '--no-recurse-submodules',
  '-f',
  '-', // words by stdin: their number and bytes are not ours
];

/** Whole words, as fixed strings, in text files of a commit whose name ends in one of `endings`. */
export async function findWords(reader: CloneReader, ask: WordQuestion): Promise<readonly WordHit[]> {
  const words = ask.words.filter((word) => word !== '' && !/[\0\n]/.test(word));
  const endings = ask.endings.filter((ending) => /^[\w.-]+$/.test(ending));
  if (words.length === 0 || endings.length === 0 || ask.limit <= 0) return [];
  const hits: WordHit[] = [];
  let hit: { path?: RepoPath; line?: number } = {};
  // A path may hold a line break; a word does not.
  const splitter = recordSplitter(
    (field) => {
      if (hit.path === undefined) hit = { path: pathFromBytes(field.subarray(ask.commit.length + 1)) };
      else if (hit.line === undefined) hit.line = Number(field.toString('latin1'));
      else {
        if (hits.length < ask.limit)
          hits.push({ path: hit.path, line: hit.line, word: field.toString('utf8') });
        hit = {};
      }
    },
    [0, 0, 10],
  );
  const call: ReadCall = {
    args: [...GREP, ask.commit, '--', ...endings.map((ending) => `:(top,glob)**/*${ending}`)],
    input: `${words.join('\n')}\n`,
    env: { GIT_LITERAL_PATHSPECS: undefined }, // the patterns are ours
    onStdout: (chunk) => {
      splitter.push(chunk);
      return hits.length < ask.limit;
    },
  };
  const result = await reader.run(call);
  // 1: nothing found. Blobs that a partial clone does not have are passed over, with another exit code.
  if (result.code > 1 && !result.cut && !reader.partial) throw gitFailure(call, result, reader.cwd);
  return hits;
}
