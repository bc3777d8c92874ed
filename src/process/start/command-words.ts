import { type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import type { AgentOrder } from '../../app/ports/agents.ts';
import { fillInWords } from '../../core/agents/fill-in-words.ts';

/** Commands without a prompt, `verify` and the like, are taken as they are. */
export function wordsOf(argv: readonly string[], order: AgentOrder): readonly string[] {
  const { cwd, prompt, program, model, ifThere = [] } = order;
  const [file = '', ...args] = argv;
  const added = ifThere.filter((one) => isFile(join(cwd, one.file))).flatMap(({ words }) => words);
  const words = [file, ...added, ...args];
  if (prompt === undefined) return words;
  return fillInWords(words, {
    prompt_file: prompt.file,
    prompt: prompt.text,
    ...(program === undefined ? {} : { program }),
    ...(model === undefined ? {} : { model }),
  });
}

const isFile = (path: string): boolean => sightOf(path)?.isFile() === true;

/** What lies at a path; undefined: nothing that can be seen. */
export function sightOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}
