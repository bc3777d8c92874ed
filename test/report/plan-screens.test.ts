import { describe, expect, test } from 'vitest';
import type { AgentId, ClaimId, LockName, Oid, RefName, RepoPath, TaskId } from '../../src/core/model/ids.ts';
import type { Presence } from '../../src/core/model/presence.ts';
import type { WallTime } from '../../src/core/model/time.ts';
import { assemblePlan } from '../../src/core/plan/assemble-plan.ts';
import { column, ends, widthOf, wrap } from '../../src/report/layout.ts';
import { planMarkdown } from '../../src/report/plan/plan-markdown.ts';
import { planMermaid } from '../../src/report/plan/plan-mermaid.ts';
import { planScreen } from '../../src/report/plan/plan-screen.ts';
import type { PlanView } from '../../src/report/plan/plan-view.ts';
import { agentOf, NOBODY_ELSE, planInputOf, taskOf } from '../support/plan-values.ts';
import { changeOf } from '../support/state-values.ts';

const at = (text: string): WallTime => Date.parse(text) as WallTime;

const PRESENCE: Presence = {
  table: { kind: 'seen', name: 'github.com/acme/shop', at: at('2026-01-01T12:00:00Z') },
  branches: [
    {
      ref: 'refs/remotes/origin/codex/rate-limit' as RefName,
      name: 'codex/rate-limit',
      tip: 'c'.repeat(40) as Oid,
      author: 'Ana',
      at: at('2026-01-01T10:00:00Z'),
      sharedFiles: ['src/auth/session.ts' as RepoPath],
      conflicts: [{ path: 'src/auth/session.ts' as RepoPath, lines: [[40, 58]] }],
    },
  ],
  staleBranches: [],
  branchesSeen: 6,
  branchesLeftOut: 0,
  claims: [
    {
      claim: 'c-7f3a91000000' as ClaimId,
      task: 'fix-422' as TaskId,
      agent: 'claude' as AgentId,
      holder: 'claude@ana-mbp',
      until: at('2026-01-01T12:30:00Z'),
      locks: ['src/api/users.ts' as LockName],
      sharedFiles: ['src/api/users.ts' as RepoPath],
    },
  ],
  mergeOrder: { order: ['codex/rate-limit', 'feature/login', 'copilot/docs'], conflicts: 1, worst: 3 },
};

const viewOf = (given: Partial<PlanView> & Pick<PlanView, 'plan'>): PlanView => ({
  base: { name: 'main', how: 'branch' },
  changes: [changeOf('src/auth/session.ts', { added: 418, deleted: 37 })],
  agents: [{ id: 'claude', runnable: true }],
  source: undefined,
  minutes: 90,
  resultBranch: 'agentic/feature-login',
  unpushed: 0,
  uncommitted: 0,
  tasksFile: undefined,
  below: '',
  given: {},
  ...given,
});

const rule = { origin: 'rule' as const };

describe('the first screen', () => {
  const plan = assemblePlan(
    planInputOf(
      [
        taskOf('a', {
          ...rule,
          kind: 'security-audit',
          files: ['src/api/users.ts', 'src/auth/session.ts'],
          why: 'login path changed',
          priority: 80,
          estimate: 15,
        }),
        taskOf('b', {
          ...rule,
          kind: 'test-coverage',
          reads: ['src/auth/session.ts'],
          why: '31 of 54 changed lines untested',
          priority: 60,
        }),
        taskOf('c', {
          ...rule,
          kind: 'documentation-update',
          files: ['docs/api.md'],
          why: 'docs/api.md:3 mentions UserSession.refresh',
        }),
      ],
      [agentOf('claude'), agentOf('codex')],
      { presence: PRESENCE, target: 'feature/login' },
    ),
  );

  test('says where the result would go, and promises no push or CI where there is no remote', () => {
    const cost = (given: Partial<PlanView>): string =>
      /^Cost .*(?:\n {9}.*)*/m
        .exec(planScreen(viewOf({ plan, ...given }), { columns: 100, colour: false }))?.[0]
        .replaceAll(/\s+/g, ' ') ?? '';
    expect(cost({ resultBranch: 'results/mine' })).toMatch(
      /about 8 pushes, at most 1 CI run on results\/mine$/,
    );
    const alone = { ...plan, presence: { ...PRESENCE, table: { kind: 'local', name: 'here' } as const } };
    expect(cost({ plan: alone })).toMatch(
      /minutes, no pushes; the result on agentic\/feature-login in this clone$/,
    );
  });

  test('says who else is here, what is to be done, by whom, when, and what to type next', () => {
    expect(planScreen(viewOf({ plan }), { columns: 100, colour: false })).toMatchInlineSnapshot(`
      "feature/login → main     1 file, +418 −37, base bbbbbbb                 read-only: nothing is pushed

      Also on your files                             (6 open branches and 1 claim on github.com/acme/shop)
        ✗ src/auth/session.ts       conflicts with codex/rate-limit, lines 40–58              Ana, 2 h ago
        ● src/api/users.ts          claimed by claude@ana-mbp for "fix-422"                    until 12:30
        merge in this order: codex/rate-limit, feature/login, copilot/docs               1 conflict, not 3

      Tasks                                                             3, none left out; minutes as given
         1  security-audit        src/api/users.ts, src/auth/session.ts   claude  ~15 min   after 2, waits
            priority 80: login path changed
         2  test-coverage                                                                  claude  ~10 min
            priority 60: 31 of 54 changed lines untested
         3  documentation-update  docs/api.md                                              codex   ~10 min
            priority 50: docs/api.md:3 mentions UserSession.refresh

      Order    2 ─▶ 1   about 45 min, 35 one after another     1 waits: users.ts is claimed until 12:30
               3
      Cost     3 agent runs, at most 90 agent-minutes, about 8 pushes, at most 1 CI run on
               agentic/feature-login
      Agents   claude (found on PATH; no configuration file)

      Next     agentic-plan run --dry-run               what would start, and where results would go
               agentic-plan explain 1                   why this task, this agent, this order
               agentic-plan claim src/auth/session.ts   keep others off while you work
      "
    `);
  });

  test('files that a task passes over are left out, too', () => {
    const passed = assemblePlan(planInputOf([taskOf('a', { ...rule, filesLeftOut: 93 })]));
    const screen = planScreen(viewOf({ plan: passed }), { columns: 80, colour: false });
    expect(screen).toContain('1, 93 files left out');
    expect(screen).not.toContain('none left out');
  });

  test('colour adds nothing but colour', () => {
    const plain = planScreen(viewOf({ plan }), { columns: 100, colour: false });
    const bare = planScreen(viewOf({ plan }), { columns: 100, colour: true }).replaceAll(/\x1b\[\d+m/g, '');
    expect(bare).toBe(plain);
  });

  test('without agents, branches or claims their sections are absent', () => {
    const alone = assemblePlan(
      planInputOf([taskOf('a', rule)], [], {
        presence: { ...NOBODY_ELSE, table: { kind: 'local', name: 'this clone' } },
      }),
    );
    const screen = planScreen(viewOf({ plan: alone, agents: [] }), { columns: 100, colour: false });
    expect(screen).not.toMatch(/Also on|Cost|claude {3}/);
    expect(screen).toMatch(/name one:\n +agents:/);
  });

  test('what was not seen is said', () => {
    const late = { ...NOBODY_ELSE, table: { kind: 'not-looked', why: 'late' } as const };
    const screen = planScreen(viewOf({ plan: assemblePlan(planInputOf([], [], { presence: late })) }), {
      columns: 100,
      colour: false,
    });
    expect(screen).toContain('claims were not looked at: the remote did not answer in time');
  });
});

describe('row 65: names in Markdown and Mermaid', () => {
  const names = [
    'a`b.ts',
    'a|b.ts',
    '</details>.ts',
    '<img src=x onerror=alert(1)>.ts',
    '[x](javascript:a).ts',
    '```',
    '@org/team.ts',
    'a"];b[".ts',
  ];
  const tasks = names.map((name, index) =>
    taskOf(`t${index}`, { ...rule, kind: name, why: name, files: [name] }),
  );
  const plan = assemblePlan(planInputOf(tasks));

  test('the table stays whole', () => {
    const markdown = planMarkdown(viewOf({ plan }));
    const rows = markdown.split('\n').filter((line) => /^\| \d/.test(line));
    expect(rows).toHaveLength(names.length);
    for (const row of rows) expect(row.match(/(?<!\\)\|/g), row).toHaveLength(8);
    // In code type GitHub looks for no mentions.
    const prose = markdown.replaceAll(/`[^`\n]+`/g, '');
    expect(prose).not.toMatch(/<img|<\/details|\]\(javascript|@org/);
    expect(markdown.match(/^```/gm)).toHaveLength(2);
  });

  test('a label cannot leave its box', () => {
    for (const line of planMermaid(plan)
      .split('\n')
      .filter((text) => text.includes('['))) {
      expect(line).toMatch(/^ {2}t\d+\["[^"<>|`@]*(<br\/>)[^"<>|`@]*"\]$/);
    }
  });
});

describe('columns', () => {
  test('wide letters count twice, marks not at all', () => {
    expect(widthOf('日本')).toBe(4);
    expect(widthOf('e\u0301')).toBe(1);
    expect(column('日本語', 4)).toBe('日… ');
    expect(column('ab', 4)).toBe('ab  ');
  });

  test('left and right meet the width', () => {
    expect(ends('a', 'b', 10)).toBe('a        b');
    expect(ends('aaaaaa', 'bbbbbb', 10)).toBe('aaaaaa   bbbbbb');
    expect(wrap('aa bb cc', 5)).toEqual(['aa bb', 'cc']);
  });
});
