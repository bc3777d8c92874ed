import type { ProblemCode, ServerProblemCode } from '../../src/core/model/problem.ts';
import type { ProblemData } from '../../src/core/model/problem-data.ts';

type Examples<C extends ProblemCode> = { readonly [K in C]: readonly [ProblemData[K], ...ProblemData[K][]] };

const NOTHING = [{}] as const;
const task = 't1';
const paths = ['src/a.ts', 'src/b.ts'];
const path = 'src/a.ts';
const log = '/logs/t1.log';
const lines = ['the last line'];
const table = 'github.com/acme/shop';
const claim = 'c-123456789abc';
const holder = 'claude (Ana, main)';
const run = 'main-12345678';

/** The least that a producer gives, then as much as one may. A code without an example does not compile. */
export const PROBLEM_EXAMPLES: Examples<Exclude<ProblemCode, ServerProblemCode>> = {
  'base-unseen': [
    { name: 'main', remote: 'origin', detail: 'no answer', shallow: false },
    { name: 'main', remote: 'origin', detail: 'no answer', shallow: true, instead: 'main' },
  ],
  'several-merge-bases': [{ name: 'main', chosen: 'aaaaaaa', others: ['bbbbbbb', 'ccccccc'] }],
  'event-unreadable': [{ event: 'push' }],
  'uncommitted-unseen': NOTHING,
  'setup-kept': [
    { path: '.github/workflows/agentic-plan.yml', why: 'edited' },
    { path: 'CLAUDE.md', why: 'marks-broken' },
  ],
  'setup-moved': [{ paths: ['AGENTS.md'] }],
  'setup-busy': NOTHING,
  'unknown-part': [{ name: 'hook', known: ['ci'] }],
  'no-part': [{ known: ['ci'] }],
  'no-checkout': NOTHING,
  'no-agents-in-ci': NOTHING,
  'action-not-pinned': [{ action: 'agentic-plan/agentic-plan', detail: 'no answer' }],
  'git-folder-missing': [{ path: '/repo', points: '/gone/.git' }],
  'repository-damaged': [{ path: '/repo/.git', what: 'HEAD' }],
  'git-annex': [{ path: '/repo/.git', what: 'annex.uuid' }],
  'index-damaged': [{ path: '/repo', detail: 'bad signature' }],
  'folder-gone': NOTHING,
  disk: [
    { path: '/repo', reason: 'full', detail: '' },
    { path: '/repo', reason: 'unknown', detail: 'EIO' },
  ],
  'out-of-time': [{ command: 'plan', seconds: 60 }],
  'git-too-old': [{ found: '2.30', wanted: '2.39' }],
  'hook-without-program': [{ hook: 'pre-push' }],
  'end-remembered': [{ claims: [claim] }],
  'not-available-yet': [{ what: 'batch', instead: 'write one step for each' }],
  'conflicting-keys': [
    { key: 'run', other: 'command' },
    { key: 'preset', other: 'command', preset: 'codex', starts: 'codex' },
  ],
  'key-without-effect': [{ key: 'model', why: 'no-option' }],
  'unknown-placeholder': [
    { name: 'promt', known: ['prompt', 'model'] },
    { name: 'promt', known: ['prompt'], nearest: 'prompt' },
  ],
  'placeholder-in-shell': [{ name: '{prompt}' }, { name: '{prompt_file}', instead: 'AGENTIC_PROMPT' }],
  'unknown-agent': [
    { name: 'claud', known: [] },
    { name: 'claud', known: ['claude'], nearest: 'claude' },
  ],
  'no-agent-fits': [{ task, missing: ['skill@2:go', 'path:src/a'] }],
  'no-agent-left': [{ task, agents: ['claude', 'codex'], reasons: ['failed', 'failed'] }],
  'budget-used-up': [
    { task, minutes: 90 },
    { task, usd: 5 },
  ],
  'plan-refused': [
    { run, why: 'earlier-shape' },
    { run, why: 'newer-version' },
    { run, why: 'no-plan' },
  ],
  'no-command': [{ agents: ['bot'] }, { agents: ['claud', 'bot'], nearest: 'claude-code' }],
  'no-agents': NOTHING,
  'not-a-task-file': NOTHING,
  'ref-in-the-way': [
    { table, ref: 'refs/agentic' },
    { table, ref: 'refs/agentic/locks', remote: 'origin' },
    { table, ref: 'refs/agentic/locks', folder: '/repo/.git/agentic.git' },
  ],
  'misplaced-refs': [
    { refs: ['refs/agentic'] },
    { refs: ['refs/agentic', 'refs/agentic/x'], remote: 'origin' },
    { refs: ['refs/agentic'], folder: '/repo/.git/agentic.git' },
  ],
  'many-locks': [{ locks: 6000 }],
  'case-fold-clash': [{ paths: ['A.ts', 'a.ts'] }],
  'unsafe-path': [
    { path: '../x', reason: 'outside' },
    { path: '/x', reason: 'outside', root: '/repo' },
  ],
  'no-paths': [{ asked: [] }, { asked: ['x*', 'y*'] }],
  'path-not-there': [{ path }],
  'root-by-names': [{ names: 12 }],
  'held-task': [
    { task, holder },
    { task, holder, waiting: 't2', claim, run, until: '2026-01-01T12:00:00Z' },
  ],
  'task-not-finished': [
    { task, isAtWork: true, finished: [] },
    { task, isAtWork: false, finished: ['scan', 'fix'] },
  ],
  'claim-unknown': [{ claim }],
  'not-yours': [{ claim, holder }],
  'not-remembered': [{ claim, holder }],
  'part-of-a-folder': [
    { path, folder: 'src', claim, release: 'agentic-plan release src' },
    {
      path,
      folder: 'src',
      claim,
      release: 'agentic-plan release src',
      claim_rest: 'agentic-plan claim src/b.ts',
    },
  ],
  'path-in-inner-repository': [{ path: 'lib/x/a.ts', folder: 'lib/x' }],
  'path-damaged': [{ path: 'a\ufffd' }],
  'session-busy': [{ holder: 'process 7' }],
  'shared-session': [{ agent: 'claude', other: 'codex' }],

  'not-a-repository': [{ path: '/tmp' }],
  'unsafe-repository': [{ path: '/repo' }],
  'git-missing': [{ detail: 'ENOENT' }, { detail: 'ENOENT', command: 'git' }],
  'reftable-repository': [{ path: '/repo' }],
  'unborn-branch': [{ branch: 'main' }],
  'base-not-found': [
    { why: 'unnamed' },
    { why: 'unrelated', name: 'main', remote: 'origin' },
    { why: 'absent', name: 'main', remote: 'origin' },
  ],
  'base-ambiguous': [{ revision: 'v1', meanings: ['refs/heads/v1', 'refs/tags/v1'] }],
  'shallow-clone': [
    { name: 'main', remote: 'origin', known: true },
    { name: 'dev', remote: 'origin', known: false },
  ],
  'bad-revision': [
    { revision: 'x..y', why: 'form' },
    { revision: 'gone', why: 'absent' },
  ],
  'bad-remote': [{ remote: 'origin', why: 'no remote has this name' }],
  'remote-ambiguous': [{ remotes: ['origin', 'upstream'] }],
  'git-failed': [{ detail: 'fatal: x' }, { detail: 'fatal: x', command: 'diff', path: '/repo' }],

  'file-missing': NOTHING,
  'file-unreadable': [{ detail: 'EACCES' }],
  'file-too-large': [{ bytes: 2_000_000, max: 1_000_000 }],
  'file-not-regular': [{ kind: 'directory' }, { kind: 'other' }],
  'file-outside-repository': NOTHING,
  'not-utf8': NOTHING,
  'several-configurations': [{ others: ['agentic_config.yaml'] }],
  syntax: [
    { reason: 'TAB_AS_INDENT', detail: '' },
    { reason: 'OTHER', detail: 'what the parser says' },
  ],
  'several-documents': NOTHING,
  'too-deep': [{ max: 100 }],
  'too-many-aliases': [{ max: 100 }],
  'unsupported-tag': [{ tag: '!js' }],
  'unsafe-key': [{ key: '__proto__' }],
  'unknown-key': [
    { key: 'agent', known: ['agents'] },
    { key: '<<', known: [] },
    { key: 'agent', known: ['agents'], nearest: 'agents' },
  ],
  'missing-key': [{ key: 'id' }],
  'wrong-type': [{ value: '7', expected: ['text', 'list'] }],
  'bad-value': [
    { value: 'x', allowed: ['a', 'b'] },
    { value: 'x', allowed: ['a'], nearest: 'a' },
  ],
  'bad-name': [
    { value: 'A b', of: 'id' },
    { value: 'A b', of: 'id', nearest: 'a-b' },
  ],
  'bad-duration': [{ value: 'soon' }],
  'bad-date': [{ value: 'soon' }],
  'bad-glob': [{ glob: 'a[', reason: 'brackets' }],
  'bad-line-pattern': [
    { pattern: '(?=a)', reason: 'lookaround' },
    { pattern: '[a', reason: 'syntax' },
  ],
  'line-pattern-unused': [{ pattern: 'x', kind: 'design-check' }],
  'bad-command': [{ reason: 'empty' }],
  'bad-branch': [{ branch: 'a b' }],
  'shell-words': [{ words: ['&&', '|'] }],
  'too-many-items': [{ count: 1200, max: 1000 }],
  'workflow-not-expanded': [{ workflow: 'audit', each: 'file', count: 4000, max: 1000 }],
  'reserved-name': [{ name: 'AGENTIC_X' }],
  'empty-value': NOTHING,
  'too-long': [{ max: 200 }],
  'out-of-range': [
    { value: '0', min: 1, max: 100 },
    { value: '1ms', min: '1s', max: '24h' },
  ],
  'order-always-respected': NOTHING,
  'condition-undecided': [
    { task: 'fix', condition: 'needs.scan.outputs.a > 0', name: 'needs.scan.outputs.a', why: 'no-value' },
    { task: 'fix', condition: 'needs.scan.outputs.a > 0', name: 'needs.scan.outputs.a', why: 'no-number' },
    { task: 'fix', condition: 'a b', name: 'a b', why: 'unreadable' },
  ],
  'outputs-missing': [
    { task: 'scan', missing: ['findings'], numbers: [], lists: [], log: '/logs/scan-1.log' },
    { task: 'scan', missing: [], numbers: ['findings'], lists: ['items'], log: '/logs/scan-1.log' },
  ],
  'items-unusable': [
    { task: 'list', output: 'items', reason: 'not-a-list', item: '', max: 200 },
    { task: 'list', output: 'items', reason: 'too-many', item: '', max: 200 },
    { task: 'list', output: 'items', reason: 'bad-item', item: '../x', max: 200 },
    { task: 'list', output: 'items', reason: 'twice', item: 'a', max: 200 },
  ],
  'bad-condition': [
    { condition: 'a.b', reason: 'name', name: 'a', known: ['needs', 'state'] },
    { condition: 'state.gaol', reason: 'state', name: 'gaol', known: ['goal'], nearest: 'goal' },
    { condition: '((', reason: 'syntax', name: 'Unexpected end', known: [] },
    ...(
      ['too-long', 'too-deep', 'need', 'output', 'function', 'result', 'no-value', 'computed'] as const
    ).map((reason) => ({ condition: 'x', reason, name: 'y', known: [] })),
  ],
  'rule-without-paths': [
    { kind: 'audit', known: ['security-audit'] },
    { kind: 'audit', known: ['security-audit'], nearest: 'security-audit' },
  ],
  'unknown-role': [{ name: 'sa' }, { name: 'sa', nearest: 'saa' }],
  'unsupported-version': [{ version: 2, known: ['1'] }],
  'duplicate-id': [{ id: 'a' }, { id: 'a', firstLine: 3 }],
  'unknown-id': [
    { id: 'b', by: 'a' },
    { id: 'b', by: 'a', nearest: 'bb' },
  ],
  'dependency-cycle': [
    { cycle: ['a', 'b', 'a'] },
    { cycle: ['a', 'b', 'a'], places: ['t.yaml:2', 't.yaml:5'] },
  ],
  'report-unreadable': [
    { of: 'tests', reason: 'syntax' },
    { of: 'coverage', reason: 'too-large', bytes: 100_000_000, max: 64_000_000 },
  ],
  'report-entries-dropped': [
    { of: 'coverage', count: 1 },
    { of: 'findings', count: 2 },
  ],
  'report-of-other-files': [{ of: 'findings' }],
  'reports-left-out': [{ read: 2000 }],
  'ignored-kind-unknown': [{ kind: 'reviews', commit: 'aaaaaaa', known: ['code-review'] }],
  'task-not-derived': [{ task }],
  'not-dismissed': [
    { name: task, known: [] },
    { name: task, known: ['code-review-1a2b3c4d'] },
  ],
  'not-an-audit': [{ kind: 'code-review', known: ['security-audit', 'dependency-audit'] }],
  usage: [{ message: 'what is wrong' }, { message: 'what is wrong', remedy: 'what helps' }],

  held: [
    { path, paths, holder, waiting: task },
    { path, paths, holder, waiting: task, claim, task: 'x', run, until: '2026-01-01T12:00:00Z' },
  ],
  'claim-lost': [{ why: 'its lease was over' }, { claim, why: 'its lease was over', task }],
  'path-truncated': [{ path: 'a/b/c', locked: 'a/b' }],
  'paths-as-directories': [{ paths: 100, locks: 4, most: 32 }],
  'forged-lock': [{ path }],
  'outcome-unknown': [{ detail: 'no answer' }, { detail: 'no answer', table, task }],
  'publication-refused': [{ task, table, times: 8 }],
  'run-keeps-moving': [{ run, table }],
  'wrapper-silent': [{ seconds: 60 }],
  'wrapper-refused': [{}, { detail: 'no answer' }],
  'litter-locks': [{ count: 2, paths }],
  'expired-claims': [{ count: 1, claims: [claim] }],
  'stuck-claims': [{ count: 2, paths }],
  'unknown-locks': [{ count: 2, paths }],
  'old-tasks': [{ count: 1, refs: ['refs/agentic/tasks/hand/x'] }],
  'old-runs': [{ count: 1, runs: [run] }],
  'left-waits': [{ count: 3 }],
  'unreadable-tasks': [{ count: 1, refs: ['refs/agentic/tasks/hand/x'] }],
  'left-worktrees': [{ count: 1, paths: ['/cache/agent-1'] }],
  'private-broken': [{ path: '/repo/.git/agentic.git', detail: 'a pack is gone' }],
  'private-damaged': [
    { path: '/repo/.git/agentic.git', files: ['ab/cd'], refs: ['refs/kept/t1'] },
    { path: '/repo/.git/agentic.git', files: [], refs: [], detail: 'fatal: bad object' },
  ],
  'lost-refs': [{ path: '/repo/.git/agentic.git', refs: ['refs/kept/t1'] }],
  'private-leftovers': [{ paths: ['/repo/.git/agentic.git.1'] }],
  'kept-work': [{ path: '/repo/.git/agentic.git', refs: ['refs/kept/t1'] }],
  'server-lock-files': [{ files: ['./packed-refs.lock'] }],
  'still-at-work': [{ who: ['run (pid 7)'] }],
  'fix-incomplete': [{ detail: ['/cache/agent-1'] }],

  'too-little-space': [
    { path: '/cache', free: 1_000_000, need: 9_000_000, each: 3_000_000, folders: 3, fit: 0 },
    { path: '/cache', free: 7_000_000, need: 9_000_000, each: 3_000_000, folders: 3, fit: 2 },
  ],
  'blobs-missing': [{ detail: 'no answer' }],
  'lfs-not-uploaded': [{ paths, detail: 'no answer' }],
  'empty-result': [
    { task, log, lines },
    { task, log, lines, unseen: ['MY_KEY'] },
  ],
  'done-otherwise': [
    { task, parts: [] },
    { task, parts: ['title', 'paths'], commit: 'a'.repeat(40) },
  ],
  'done-elsewhere': [
    { task, ref: `refs/agentic/runs/${run}/result`, commit: 'a'.repeat(40), paths, from: 'origin' },
  ],
  'outside-task': [
    { task, deleted: [], paths },
    { task, deleted: ['c'], paths: [] },
  ],
  'beyond-task': [{ task, deleted: ['c'], paths, reverted: [path], kept: 'refs/kept/t1', folder: '/repo' }],
  'checkout-changed': [
    { task, moved: false, paths },
    { task, moved: true, paths: [] },
  ],
  'work-left-aside': [{ task, kinds: ['stash', 'branch'], names: ['stash@{0}', 'wip'] }],
  'inside-a-run': NOTHING,
  'task-failed': [
    { task, code: 1, log, lines },
    { task, signal: 'SIGKILL', log, lines: [], unseen: ['MY_KEY'] },
  ],
  'task-timed-out': [{ task, seconds: 1800, log, lines }],
  'agent-not-logged-in': [
    { task, agent: 'claude', said: 'Not logged in', log },
    { task, agent: 'claude', preset: 'claude-code', said: 'Not logged in', log, unseen: ['MY_KEY'] },
  ],
  'agent-out-of-credit': [{ task, agent: 'claude', said: 'usage limit reached', log }],
  'agent-rate-limited': [{ task, agent: 'claude', preset: 'claude-code', said: '429', log, seconds: 60 }],
  'setup-failed': [{ how: 'exit code 1', log, lines }],
  'verify-failed': [{ lines: [] }, { task, commit: 'abc', why: 'no folder', log, lines, prepared: false }],
  'merge-conflict': [
    { task, paths, lines: [] },
    { task, paths, why: 'exit code 1', log, lines },
  ],
  'conflict-markers': [{ task, paths }],
  'ignored-work': [{ task, paths }],
  interrupted: NOTHING,
  'command-missing': [{ task, detail: 'spawn x ENOENT' }],
  'command-not-executable': [{ task, detail: 'EACCES' }],
  'outside-claim': [
    { task, paths },
    { task, paths, detail: 'held by others' },
  ],
  'workflow-file': [{ task, paths }],
  'run-elsewhere': [{ run, task, holder, claim }],
  'no-worktree': [{ path: '/cache' }, { path: '/cache', detail: 'EACCES' }],
  'nested-repository': [{ task, paths }],
  'result-branch-taken': [
    { branch: 'agentic/main', detail: 'it keeps moving' },
    { branch: 'agentic/main', detail: 'it conflicts with this result', paths },
  ],
  'branch-rules': [{ branch: 'agentic/main', host: 'github.com', rules: ['commits have to be signed'] }],
  'refused-before': [
    { branch: 'agentic/main', table: 'github.com/acme/shop', said: '', when: 'at 12:00' },
    { branch: 'agentic/main', table: 'github.com/acme/shop', said: 'no', when: 'at 12:00' },
  ],
  'run-left-out': [{ run, ref: 'refs/agentic/runs/main-1/result', from: 'origin', paths }],
  'run-not-unfinished': [
    { run, state: '', known: [] },
    { run, state: 'finished', known: ['main-2'] },
  ],
  'run-at-work': [{ run, task, holder }],
  'left-behind': [{ path: '/cache/agent-1' }],
  'submodule-sensitive': [{ paths }],
  'goal-file-taken': [{ path: 'tasks-login.yaml' }],
  'proposal-refused': [
    { agent: 'claude', tries: 1 },
    { agent: 'claude', tries: 2, answer: '/goals/refused.yaml', more: 12 },
  ],
  'proposal-missing': [{ agent: 'claude', file: '/work/tasks.yaml', log, lines }],
  'proposal-empty': NOTHING,
  'proposal-too-large': [
    { what: 'tasks', count: 1000, max: 100 },
    { what: 'paths', count: 5000, max: 1000 },
    { what: 'globs', count: 101, max: 100 },
  ],
  'proposal-command': [{ task }],
  'proposal-secret': [{ task }],
  'proposal-unverifiable': [{ task }],
  'proposal-without-paths': [{ task }],
  'proposal-path-missing': [
    { task, path },
    { task, path, nearest: 'lib/a.ts' },
  ],
  'proposal-need-missing': [{ task, by: 't2', path }],
  'proposal-overlap': [{ task, other: 't2', paths }],
  'planner-failed': [
    { agent: 'claude', code: 1, log, lines },
    { agent: 'claude', signal: 'SIGKILL', log, lines, unseen: ['OPENAI_API_KEY'] },
  ],
  'planner-timed-out': [{ agent: 'claude', seconds: 1800, log, lines }],
  'planner-not-started': [{ agent: 'claude', detail: 'spawn claude ENOENT' }],
  'planner-strayed': [
    { agent: 'claude', moved: false, paths },
    { agent: 'claude', moved: true, paths: [] },
  ],
  'config-from-base': [{ path: '.agentic-planrc.yaml' }],
};
