import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ClaimId, Oid, RefName, RepoPath, TaskId } from '../../src/core/model/ids.ts';
import type { Presence } from '../../src/core/model/presence.ts';
import type { WallTime } from '../../src/core/model/time.ts';
import { assemblePlan } from '../../src/core/plan/assemble-plan.ts';
import { escapeText, markdownCode } from '../../src/report/escape.ts';
import { paintFor } from '../../src/report/layout.ts';
import { planMarkdown } from '../../src/report/plan/plan-markdown.ts';
import { planScreen } from '../../src/report/plan/plan-screen.ts';
import { presenceLines } from '../../src/report/plan/presence-section.ts';
import { NOBODY_ELSE, planInputOf, taskOf } from '../support/plan-values.ts';
import { propertyRuns } from '../support/property-runs.ts';

const part = fc.constantFrom('src', 'a b', '::x', 'ü', '日本', 'x'.repeat(40), 'y'.repeat(230), '\n', '-');
const path = fc
  .array(fc.array(part, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 })
  .map((parts) => `d${parts.map((one) => one.join('')).join('/')}` as RepoPath);
const lists = fc.array(fc.uniqueArray(path, { minLength: 1, maxLength: 40 }), {
  minLength: 1,
  maxLength: 14,
});
const widths = fc.constantFrom(40, 80, 100, Number.POSITIVE_INFINITY);
const now = Date.parse('2026-01-01T12:00:00Z') as WallTime;

/** Who is on the files by turns: a branch that conflicts, a claim, a branch that merges cleanly. */
function presenceOf(files: readonly (readonly RepoPath[])[]): Presence {
  const branch = (sharedFiles: readonly RepoPath[], at: number, conflicts: readonly RepoPath[]) => ({
    ref: `refs/heads/b${at}` as RefName,
    name: `feature/a-branch-with-a-long-name-${at}`,
    tip: 'c'.repeat(40) as Oid,
    author: 'Ana',
    at: (now - at * 60_000) as WallTime,
    sharedFiles,
    conflicts: conflicts.map((one) => ({ path: one })),
  });
  return {
    ...NOBODY_ELSE,
    table: { kind: 'seen', name: 'example.com/shop', at: now },
    branches: files.flatMap((own, at) =>
      at % 3 === 0 ? [branch(own.slice(1), at, own)] : at % 3 === 2 ? [branch(own, at, [])] : [],
    ),
    claims: files.flatMap((own, at) =>
      at % 3 === 1
        ? {
            claim: `c-${at}` as ClaimId,
            task: `t${at}` as TaskId,
            agent: undefined,
            holder: 'Ana, fix/422',
            until: (now + 60_000) as WallTime,
            locks: [],
            sharedFiles: own,
          }
        : [],
    ),
  };
}

const viewOf = (files: readonly (readonly RepoPath[])[]) => ({
  plan: assemblePlan({
    ...planInputOf(files.map((own, at) => taskOf(`t${at}`, { files: own }))),
    presence: presenceOf(files),
  }),
  base: { name: 'main', how: 'branch' as const },
  changes: [],
  agents: [{ id: 'claude', runnable: true }],
  source: undefined,
  minutes: 90,
  resultBranch: 'agentic/x',
  unpushed: 0,
  uncommitted: 0,
  tasksFile: undefined,
  below: '',
  given: {},
});

describe('of whoever else is on the files', () => {
  test('each file is named whole, however many there are, with its time', () => {
    fc.assert(
      fc.property(lists, widths, (files, columns) => {
        const presence = presenceOf(files);
        const lines = presenceLines({ presence, asOf: now, columns, paint: paintFor(false) }).join('\n');
        for (const one of files.flat()) expect(lines).toContain(escapeText(one));
        expect(lines).toMatch(files.length > 1 ? /until \d\d:\d\d/ : /\d+ (?:s|min) ago|now/);
        expect(lines).not.toMatch(/ \+\d+\b/);
      }),
      { numRuns: propertyRuns(60) },
    );
  });

  test('the plan as a screen and as Markdown names them, too, and those of more tasks than have a row', () => {
    fc.assert(
      fc.property(lists, widths, (files, columns) => {
        const view = viewOf(files);
        const screen = planScreen(view, { columns, colour: false });
        const markdown = planMarkdown(view);
        for (const one of files.flat()) {
          expect(screen).toContain(escapeText(one));
          expect(markdown).toContain(markdownCode(one));
        }
      }),
      { numRuns: propertyRuns(30) },
    );
    const many = Array.from({ length: 130 }, (_, at) => [`src/file-${at}.ts` as RepoPath]);
    const view = viewOf(many);
    for (const [one = ''] of many) {
      expect(planScreen(view, { columns: 80, colour: false })).toContain(one);
      expect(planMarkdown(view)).toContain(markdownCode(one));
    }
  });
});
