import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Checked, type Problem, problemOf } from '../../../core/model/problem.ts';
import { readInputFile } from '../../open/read-input-file.ts';

/** What is to be reached, and the document that says so. */
export interface Goal {
  readonly text: string;
  readonly document?: string;
}

/** With the rest of the prompt it stays below what one argument of a command may have (128 KiB). */
const MAX_BYTES = 48_000;

/**
 * `--goal`: the name of a file that is there is that file; one word that looks like the name of one is no goal, since
 * nobody would want a misspelt name planned. Else the words themselves.
 */
export async function readGoal(cwd: string, words: string): Promise<Checked<Goal>> {
  const isThere =
    words.trim() !== '' && words.length < 4096 && !words.includes('\0')
      ? await stat(resolve(cwd, words)).then(
          () => true,
          () => false,
        )
      : false;
  if (!isThere && !looksLikeFile(words)) return bounded({ text: words }, 'the goal');
  const bytes = await readInputFile(cwd, words);
  if (!bytes.ok) return bytes;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes.value);
    return bounded({ text, document: words }, words);
  } catch {
    return refuse(problemOf('not-utf8', {}, { where: { file: words } }));
  }
}

const looksLikeFile = (words: string): boolean =>
  /^\S+$/.test(words) && (/[/\\]/.test(words) || /\.(md|markdown|txt|ya?ml|json|rst|adoc)$/i.test(words));

function bounded(goal: Goal, name: string): Checked<Goal> {
  const bytes = Buffer.byteLength(goal.text);
  if (bytes > MAX_BYTES)
    return refuse(problemOf('file-too-large', { bytes, max: MAX_BYTES }, { where: { file: name } }));
  if (goal.text.trim() === '')
    return refuse(
      problemOf('usage', {
        message: '--goal says nothing',
        remedy: 'say what is to be reached, or name a file that does: --goal spec/login.md',
      }),
    );
  return { ok: true, value: goal, warnings: [] };
}

const refuse = (problem: Problem): Checked<never> => ({ ok: false, problems: [problem] });
