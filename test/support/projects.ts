import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * `fast`: no processes, all of it under a minute. `slow`: races, the kill matrix, simulated histories. `git`: the rest,
 * with real repositories and the built program.
 */
export type ProjectName = 'fast' | 'git' | 'slow';

const SLOW = /^test\/(races|kill-matrix|simulator\/(histories\/|mutations\.test))/;

/** What starts a process, where a test or its support imports it. */
const STARTS = /['"]node:child_process['"]|\/git\/exec-git\.ts['"]|\/process\/run-[a-z-]+\.ts['"]/;
const OWN_IMPORT = /(?:from|import)\s*\(?\s*['"](\.{1,2}\/[^'"]+)['"]/g;

/** The test files of each project, as paths from the root of the repository. */
export function sortIntoProjects(): Readonly<Record<ProjectName, readonly string[]>> {
  const files = readdirSync('test', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => `test/${file.replaceAll('\\', '/')}`);
  const projects: Record<ProjectName, string[]> = { fast: [], git: [], slow: [] };
  const known = new Map<string, boolean>();
  for (const file of files.toSorted()) projects[projectOf(file, known)].push(file);
  return projects;
}

const projectOf = (file: string, known: Map<string, boolean>): ProjectName => {
  if (SLOW.test(file)) return 'slow';
  return startsProcesses(file, known) ? 'git' : 'fast';
};

/** Whether the file, or anything below `test/` that it imports, imports what starts processes. */
function startsProcesses(file: string, known: Map<string, boolean>): boolean {
  const before = known.get(file);
  if (before !== undefined) return before;
  known.set(file, false); // a cycle adds nothing
  const text = readFileSync(file, 'utf8');
  const starts =
    STARTS.test(text) ||
    [...text.matchAll(OWN_IMPORT)]
      .map(([, path = '']) => join(dirname(file), path))
      .filter((path) => path.startsWith('test/') && path.endsWith('.ts'))
      .some((path) => startsProcesses(path, known));
  known.set(file, starts);
  return starts;
}
