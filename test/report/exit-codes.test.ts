import { describe, expect, it, test } from 'vitest';
import { type ProblemCode, problemOf } from '../../src/core/model/problem.ts';
import { exitCodeOf, severityOf } from '../../src/report/problems/describe-problem.ts';
import { PROBLEM_EXAMPLES } from '../support/problem-examples.ts';

/** What scripts rely on: the exit code of a command that cannot go on for a problem. A code that changes its number breaks them. */
const EXIT_CODES: Readonly<Record<number, string>> = {
  1: `
    tried-in-ci agent-not-logged-in agent-out-of-credit agent-rate-limited beyond-task branch-rules budget-used-up
    command-missing command-not-executable conflict-markers head-not-moved done-elsewhere done-otherwise empty-result
    interrupted kept-work lfs-not-uploaded merge-conflict nested-repository no-agent-fits no-agent-left
    no-worktree outside-claim planner-failed planner-not-started planner-timed-out proposal-command proposal-empty
    proposal-missing proposal-need-missing proposal-path-missing proposal-refused proposal-secret proposal-too-large
    proposal-unverifiable proposal-without-paths result-branch-taken run-left-out setup-failed task-failed task-timed-out
    verify-failed work-left-aside workflow-file condition-undecided outputs-missing items-unusable`,
  2: `
    backlog-ambiguous backlog-other-format backlog-tags bad-branch bad-command bad-date bad-duration bad-glob bad-line-pattern bad-name bad-remote bad-revision bad-value
    bad-condition base-ambiguous base-not-found claim-unknown conflicting-keys dependency-cycle duplicate-id empty-value
    event-unreadable goal-file-taken file-missing file-not-regular file-outside-repository file-too-large folder-too-large git-annex
    inside-a-run need-not-done report-in-backlog report-not-possible key-without-effect missing-key no-agents no-command no-paths not-a-repository not-a-task-file
    not-an-audit patch-not-possible not-dismissed not-utf8 out-of-range part-of-a-folder path-damaged path-in-inner-repository
    reftable-repository remote-ambiguous reserved-name rule-without-paths run-not-unfinished several-documents
    shallow-clone no-agents-in-ci no-checkout no-part unknown-part syntax task-not-derived task-not-finished too-deep too-long too-many-aliases too-many-items too-many-tasks unborn-branch unknown-agent unknown-ci-host unknown-id unknown-key
    unknown-placeholder unknown-role unsafe-key unsafe-path unsafe-repository unsupported-tag
    not-in-ci no-such-run unsupported-version usage wrong-type`,
  3: `
    claim-lost held held-task not-remembered not-yours run-at-work run-elsewhere setup-busy setup-moved still-at-work`,
  4: `
    access-denied action-not-pinned archived-remote authentication-failed base-unseen blobs-missing certificate-refused
    connection-refused disk end-remembered file-unreadable folder-gone git-failed git-folder-missing
    git-missing git-too-old hidden-refs hook-declined host-key-changed host-key-unknown host-not-found
    http-disabled index-damaged network-failed no-atomic-push no-git-server out-of-time outcome-unknown
    private-damaged protected-branch proxy-refused publication-refused rate-limited read-only-remote
    redirected-remote ref-in-the-way remote-failed remote-not-found repository-damaged run-keeps-moving
    server-error server-full server-lock-files server-locked session-busy ssh-key-refused ssh-passphrase
    too-large-push too-little-space uncommitted-unseen unreadable-refs wrapper-refused wrapper-silent`,
};

const NOTES = `
  agents-left-out jobs-used-up needs-person-first claims-not-allowed not-continued not-the-verified-tree result-refused assignee-unknown backlog-left-out backlog-read backlog-set-aside case-fold-clash workflow-not-expanded checkout-changed config-from-base expired-claims fix-incomplete forged-lock
  hook-without-program hook-silent hooks-not-installed agent-not-starting agent-logged-out clock-behind ignored-kind-unknown ignored-work left-behind pull-request-not-opened left-waits left-worktrees line-pattern-unused litter-locks lost-refs many-locks
  misplaced-refs old-runs old-tasks order-always-respected outside-task planner-strayed proposal-overlap path-not-there path-truncated
  paths-as-directories placeholder-in-shell plan-refused private-broken private-leftovers refused-before report-entries-dropped
  report-of-other-files report-unreadable reports-left-out
  root-by-names scope-unknown several-configurations several-merge-bases shared-session shell-words status-unknown tasks-selected stuck-claims
  setup-kept submodule-sensitive unknown-locks unreadable-tasks`;

const words = (text: string): readonly ProblemCode[] => text.trim().split(/\s+/) as ProblemCode[];
const example = (code: ProblemCode) =>
  problemOf(code, (SERVER_EXAMPLES[code] ?? [{ table: 'x' }])[0] as never);
const SERVER_EXAMPLES: Readonly<Record<string, readonly unknown[]>> = PROBLEM_EXAMPLES;

describe.each(Object.entries(EXIT_CODES))('a command ends with %s', (exit, codes) => {
  test.each(words(codes))('for %s', (code) => {
    expect([severityOf(example(code)), exitCodeOf([example(code)])]).toEqual(['error', Number(exit)]);
  });
});

test.each(words(NOTES))('no command ends for %s', (code) => {
  expect(severityOf(example(code))).toBe('warning');
  expect(() => exitCodeOf([example(code)])).toThrow();
});

it('every code stands in this table', () => {
  const all = [...Object.values(EXIT_CODES), NOTES].flatMap(words);
  expect(new Set(all).size).toBe(all.length);
  expect(Object.keys(PROBLEM_EXAMPLES).filter((code) => !all.includes(code as ProblemCode))).toEqual([]);
});

it('of several the gravest counts, and what is only noted does not', () => {
  const exits = (...codes: ProblemCode[]) => exitCodeOf(codes.map(example));
  expect(exits('usage', 'disk')).toBe(4);
  expect(exits('claim-unknown', 'not-yours')).toBe(3);
  expect(exits('bad-value', 'several-configurations')).toBe(2);
  const told = { ...example('branch-rules'), severity: 'warning' } as const;
  expect(severityOf(told)).toBe('warning');
  expect(exitCodeOf([told, example('not-a-repository')])).toBe(2);
});
