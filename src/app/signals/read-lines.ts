import { markMoved } from '../../core/analyse/lines/mark-moved.ts';
import { readFileLines } from '../../core/analyse/lines/read-file-lines.ts';
import type { Change } from '../../core/model/change.ts';
import type { FileLines } from '../../core/model/changed-lines.ts';
import type { Oid } from '../../core/model/ids.ts';
import { classifyPath, type PathClass } from '../../core/paths/classify-path.ts';
import type { Signal, SignalQuestion } from './signal.ts';

/** Enough for any change that a person could read; beyond it, what is first of code. */
const MAX_FILES = 1_000;
const MAX_PATCH_BYTES = 8_000_000;
/** Of one file; a longer one is judged by its changed lines alone. */
const MAX_FILE_BYTES = 500_000;
const MAX_TEXT_BYTES = 40_000_000;

/** Changed lines of everything that people write and programs read. */
export const linesSignal: Signal = {
  gives: ['lines'],
  isWanted: ({ changes }) => changes.length > 0,
  read: async ({ lines }) => ({ found: { lines: await lines() } }),
};

/** One `git diff -U0`, and the files on both sides of it: only the whole text tells a comment from code. */
export async function readLines({
  repository,
  range,
  changes,
}: Pick<SignalQuestion, 'repository' | 'range' | 'changes'>): Promise<readonly FileLines[]> {
  const worth = changes.filter(isWorthReading).sort(bySource).slice(0, MAX_FILES);
  if (worth.length === 0) return [];
  const [patches, texts] = await Promise.all([
    repository.readDiff(
      range,
      worth.map(({ path }) => path),
      MAX_PATCH_BYTES,
    ),
    readTexts(repository, worth),
  ]);
  const files = worth.flatMap(({ path, oldBlob, newBlob }) => {
    const patch = patches.get(path);
    if (patch === undefined) return [];
    return [readFileLines({ path, patch, before: texts(oldBlob), after: texts(newBlob) })];
  });
  return markMoved(files);
}

async function readTexts(
  repository: SignalQuestion['repository'],
  changes: readonly Change[],
): Promise<(blob: Oid | undefined) => string | undefined> {
  const oids = changes.flatMap(({ oldBlob, newBlob }) =>
    [oldBlob, newBlob].filter((oid) => oid !== undefined),
  );
  const blobs = await repository.readBlobs(oids, { each: MAX_FILE_BYTES, all: MAX_TEXT_BYTES });
  const decoder = new TextDecoder();
  return (blob) => {
    const bytes = blob === undefined ? undefined : blobs.get(blob);
    return bytes === undefined ? undefined : decoder.decode(bytes);
  };
}

/** Documents are read as a whole by others; of what programs write nothing is to be read. */
const NOT_READ: readonly PathClass[] = [
  'documentation',
  'generated',
  'vendored',
  'lock-file',
  'binary',
  'example',
];

function isWorthReading({ path, newMode, oldMode }: Change): boolean {
  if (newMode === '160000' || oldMode === '160000' || newMode === '120000') return false;
  const classes = classifyPath(path);
  return !NOT_READ.some((name) => classes.has(name));
}

/** Code before all else, where not all can be read. */
const bySource = (a: Change, b: Change): number =>
  Number(classifyPath(b.path).has('source')) - Number(classifyPath(a.path).has('source'));
