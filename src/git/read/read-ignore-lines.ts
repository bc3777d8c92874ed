import type { Range } from '../../app/ports/repository.ts';
import type { IgnoreLine } from '../../core/analyse/silence/parse-ignore-lines.ts';
import type { Oid } from '../../core/model/ids.ts';
import type { CloneReader } from '../clone/clone-reader.ts';

/** A change of more commits than this is a branch of months, for which no line speaks. */
const MAX_COMMITS = 1_000;
const MAX_LINES = 1_000;

// Sample of the log, each entry ended by NUL:
// 8e7c446ee77e…␊Refresh sessions earlier␊␊agentic-plan: ignore code-review␊

/** Lines of the change's commit messages that begin with our name, newest commit first. */
export async function readIgnoreLines(
  reader: CloneReader,
  { base, head }: Range,
): Promise<readonly IgnoreLine[]> {
  const log = await reader.ask({
    args: [
      'log',
      '-z',
      `--max-count=${MAX_COMMITS}`,
      '--format=%H%n%B',
      '--fixed-strings',
      '--regexp-ignore-case',
      '--grep=agentic-plan:', // git reads the messages; nearly none has it
      '--no-show-signature', // `log.showSignature` would run gpg
      '--no-color',
      '--no-patch',
      '--no-mailmap',
      head,
      `^${base}`,
      '--',
    ],
  });
  const lines = log
    .toString('utf8')
    .split('\0')
    .flatMap((entry) => {
      const [commit = '', ...text] = entry.split('\n');
      return text
        .filter((line) => /agentic-plan:/i.test(line))
        .map((line) => ({ commit: commit as Oid, line }));
    });
  return lines.slice(0, MAX_LINES);
}
