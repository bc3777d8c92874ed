import type { Change } from '../model/change.ts';
import type { FileLines } from '../model/changed-lines.ts';
import { classifyPath } from '../paths/classify-path.ts';

/** What a change is made of, so that silence about it can be believed. */
export interface ChangeSummary {
  readonly code: number;
  /** New lines of the code; undefined: they were not counted. */
  readonly added: number | undefined;
  readonly tests: number;
  readonly documents: number;
  readonly workflows: number;
  /** Workflows in which nothing but versions of actions changed. */
  readonly bumps: number;
  readonly manifests: number;
  /** Locked, generated, vendored or binary. */
  readonly written: number;
  /** Endings of other files, whose comments we cannot tell from their code. */
  readonly unknown: readonly string[];
}

export function summarizeChange(changes: readonly Change[], lines: readonly FileLines[] = []): ChangeSummary {
  const byPath = new Map(lines.map((file) => [file.path, file]));
  const of = (...classes: readonly Parameters<ReturnType<typeof classifyPath>['has']>[0][]) =>
    changes.filter(({ path }) => classes.some((name) => classifyPath(path).has(name)));
  const code = of('source');
  const workflows = of('workflow');
  const counted = code.every(({ added }) => added !== null);
  const known = new Set(
    of(
      'source',
      'test',
      'documentation',
      'workflow',
      'manifest',
      'lock-file',
      'generated',
      'vendored',
      'binary',
      'example',
    ),
  );
  const others = changes.filter(
    (change) => !known.has(change) && byPath.get(change.path)?.understood === false,
  );
  return {
    code: code.length,
    added: counted ? code.reduce((sum, { added }) => sum + (added ?? 0), 0) : undefined,
    tests: of('test').length,
    documents: of('documentation').length,
    workflows: workflows.length,
    bumps: workflows.filter(({ path }) => isBump(byPath.get(path))).length,
    manifests: of('manifest').length,
    written: of('lock-file', 'generated', 'vendored', 'binary').length,
    unknown: [...new Set(others.map(({ path }) => endingOf(path)))].filter((ending) => ending !== '').sort(),
  };
}

const USES = /^\s*(?:-\s+)?uses\s*:/;

function isBump(file: FileLines | undefined): boolean {
  const real = (file?.hunks ?? []).flatMap(({ lines }) => lines.filter(({ kind }) => kind === 'code'));
  return real.length > 0 && real.every(({ code }) => USES.test(code));
}

const endingOf = (path: string): string => /\.[A-Za-z0-9]+$/.exec(path)?.[0] ?? '';
