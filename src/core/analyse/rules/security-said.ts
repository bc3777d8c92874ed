import { compareText } from '../../model/compare-text.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { RepoPath } from '../../model/ids.ts';
import { isMarkup } from '../lines/is-markup.ts';
import { realLines } from '../lines/real-lines.ts';
import { saidOfSecurity } from '../messages/read-subjects.ts';
import { isProductCode, present, type RuleInput } from './rule.ts';

/** What a commit is about stands in few files; the others follow. */
const MOST_FILES = 5;

/** The files of a change that says to be about security: those with most new or changed lines. */
export function findSaidFiles({ state, changed }: RuleInput): ReadonlyMap<RepoPath, Evidence> {
  const said = saidOfSecurity(state.messages ?? []);
  if (said === undefined) return new Map();
  const { message, subject } = said;
  return new Map(
    present(changed)
      .filter((path) => isProductCode(path) && message.paths?.has(path.path) !== false)
      .flatMap(({ path, lines }) => {
        const real = lines === undefined ? [] : realLines(lines).filter(({ code }) => !isMarkup(path, code));
        const first = real.find(({ side }) => side === 'added') ?? real[0];
        return first === undefined ? [] : [{ path, first, lines: real.length }];
      })
      .sort((a, b) => b.lines - a.lines || compareText(a.path, b.path))
      .slice(0, MOST_FILES)
      .map(({ path, first }) => [
        path,
        { kind: 'said', file: path, line: first.line, commit: message.commit, text: subject },
      ]),
  );
}
