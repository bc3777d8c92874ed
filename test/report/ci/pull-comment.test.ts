import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readMarker } from '../../../src/core/model/comment-marker.ts';
import type { AgentId, TaskId } from '../../../src/core/model/ids.ts';
import { pullComment } from '../../../src/report/ci/pull-comment.ts';
import { stepSummary } from '../../../src/report/ci/step-summary.ts';
import { agentOf, taskOf } from '../../support/plan-values.ts';
import { propertyRuns } from '../../support/property-runs.ts';
import { branchOf, claimOf, viewOf } from './ci-values.ts';

const said = (...given: Parameters<typeof viewOf>): string =>
  pullComment(viewOf(...given), { asked: [], always: false }).body;

describe('the comment on a pull request', () => {
  test('says the state in its heading, who does what, what needs a person, what collides', () => {
    const tasks = [
      taskOf('audit', {
        files: ['src/api/users.ts'],
        kind: 'security-audit',
        origin: 'rule',
        why: 'login changed',
      }),
      taskOf('tests', { files: ['src/auth/session.ts'], needs: ['audit'] }),
    ];
    const presence = {
      claims: [claimOf('20be44', { files: ['src/auth/session.ts'] })],
      branches: [branchOf('codex/rate-limit', ['src/auth/session.ts'])],
      mergeOrder: { order: ['feature/login', 'origin/codex/rate-limit'], conflicts: 1, worst: 2 },
    };
    expect(
      said(tasks, { presence, escalateTo: ['@ana', '@acme/web', 'ana@acme.example'] }),
    ).toMatchInlineSnapshot(`
      "<!-- agentic-plan v1 pr=7 head=aaaaaaaaaaaa asked=held:c-00000020be44 -->
      ### Agents on this pull request: 2 tasks, 1 blocked, 1 conflict ahead, 1 claim of others

      | | order | task | agent | files | why | state |
      |---|---|---|---|---|---|---|
      | 🟢 | 1 | security&#45;audit | claude | \`src/api/users.ts\` | login changed | can start |
      | ⛔ | 2 | tests | claude | \`src/auth/session.ts\` | Do tests | **blocked**: claimed by codex &#40;Ana&#44; fix&#47;422&#41; until 15:40 UTC |

      **Needs a person (1).** @ana @acme/web ana&#64;&#8203;acme&#46;example

      - \`src/auth/session.ts\` is held by codex &#40;Ana&#44; fix&#47;422&#41; until 15:40 UTC. Ask them, or release it: \`agentic-plan release c-00000020be44 --force\`. Nothing has to be done when the claim ends by itself.

      <details><summary>Conflicts that will happen: 1</summary>

      - \`src/auth/session.ts\`, lines 40–58: conflicts with \`origin/codex/rate-limit\` (Ana)
      - merge in this order: \`feature/login\`, \`origin/codex/rate-limit\`

      </details>

      <details><summary>Who holds what on these files: 1</summary>

      - \`src/auth/session.ts\`: codex &#40;Ana&#44; fix&#47;422&#41; for “fix&#45;422” until 15:40 UTC (\`c-00000020be44\`)

      </details>

      <sub>Every file and reason: [the summary](https://github.com/acme/shop/actions/runs/77) · head \`aaaaaaa\`</sub>"
    `);
  });

  test('who is at a task stands in its row, also where the plan would choose another', () => {
    const claims = [
      claimOf('1', { task: 'tests' as TaskId, agent: 'ben' as AgentId, branch: 'feature/login' }),
    ];
    expect(said([taskOf('tests')], { presence: { claims } })).toMatch(
      /\| 1 \| tests \| ben \|.*\| running: /,
    );
  });

  test('nobody is mentioned twice for one thing', () => {
    const view = viewOf([], {
      presence: { claims: [claimOf('1', { files: ['a.ts'] })] },
      escalateTo: ['@ana'],
    });
    const first = pullComment(view, { asked: [], always: false }).body;
    expect(first).toContain('@ana');
    const asked = readMarker(first)?.asked ?? [];
    expect(asked).toEqual(['held:c-000000000001']);
    const next = pullComment(view, { asked, always: false }).body;
    expect(next).not.toContain('@');
    expect(readMarker(next)?.asked).toEqual(asked);
  });

  test('with nothing to say an old one is folded into a line, and none is made; `always` says so', () => {
    const quiet = pullComment(viewOf([]), { asked: [], always: false });
    expect(quiet).toEqual({
      body: '<!-- agentic-plan v1 pr=7 head=aaaaaaaaaaaa -->\n<sub>agentic-plan: nothing to say at `aaaaaaa`.</sub>',
      isWorthSaying: false,
    });
    expect(pullComment(viewOf([]), { asked: [], always: true })).toMatchObject({
      isWorthSaying: true,
      body: expect.stringContaining('### Agents on this pull request: nothing to do'),
    });
  });

  test('from five tasks on there is a picture; a task of nobody names what is missing', () => {
    const tasks = ['a', 'b', 'c', 'd', 'e'].map((id) =>
      taskOf(id, id === 'e' ? { skills: { cobol: 2 } } : {}),
    );
    const body = said(tasks, { agents: [agentOf('claude')] });
    expect(body).toContain('```mermaid');
    expect(body).toContain('no agent can do it');
    expect(body).toContain('`agentic-plan explain');
    expect(said(tasks.slice(0, 4))).not.toContain('mermaid');
  });

  test('row 73: however large the plan, it is cut at whole rows, and says where the rest is', () => {
    const path = `src/${'deep-folder/'.repeat(20)}`;
    const tasks = Array.from({ length: 900 }, (_, at) =>
      taskOf(`t${at}`, { files: [`${path}${at}.ts`], why: 'w'.repeat(900) }),
    );
    const claims = tasks.map(({ files }, at) => claimOf(String(at), { files }));
    const body = said(tasks, {
      presence: {
        claims,
        branches: [
          branchOf(
            'x',
            tasks.flatMap(({ files }) => files),
          ),
        ],
      },
    });
    expect(body.length).toBeLessThanOrEqual(60_000);
    expect(body).toMatch(/\| … \| and \d+ more \|/);
    expect(body).toContain('**Needs a person (900).**');
    expect(body).toContain('Conflicts that will happen: 900');
    expect(body.match(/^- … and \d+ more$/gm)).toHaveLength(3);
    expect(body).toContain('[the summary](https://github.com/acme/shop/actions/runs/77)');
    for (const line of body.split('\n')) if (line.startsWith('|')) expect(line.split('|')).toHaveLength(9);
  });
});

/** Texts that other people write: Markdown, HTML, mentions, control characters, and pieces of ours. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 250 }),
  fc
    .array(
      fc.constantFrom(
        '@acme/team',
        '@eve',
        '#12',
        '|',
        '`',
        '```',
        '\n',
        '\r',
        '-->',
        '<!--',
        '</details>',
        '<img src=x>',
        '[x](javascript:1)',
        '![](https://evil.example)',
        '&#64;eve',
        'GH-1',
        '\u202e',
        '\x1b[31m',
        'a',
        ' ',
        '<!-- agentic-plan v1 pr=8 head=aaaaaaa -->',
      ),
      { maxLength: 30 },
    )
    .map((parts) => parts.join('')),
);
const name = hostile.filter((text) => text !== '' && !text.includes('\0'));

describe('text of others', () => {
  test('rows 1–4, 27, 62–65: breaks no table, mentions nobody, hides nothing, and makes no second marker', () => {
    fc.assert(
      fc.property(
        fc.record({ title: hostile, why: hostile, path: name, branch: name, holder: hostile }),
        (evil) => {
          const { title, why, path, branch, holder } = evil;
          const tasks = [taskOf('a', { title: why, why, kind: why, files: [path] }), taskOf('b', { title })];
          const view = viewOf(tasks, {
            title,
            branch,
            files: [path],
            presence: {
              claims: [claimOf('1', { files: [path], holder, title })],
              branches: [branchOf(branch, [path])],
            },
          });
          const body = pullComment(view, { asked: [], always: true }).body;
          const page = stepSummary(view, { calls: 0, labelCalls: 0, leftOut: '' });
          for (const text of [body, page]) {
            const prose = text.replaceAll(/`[^`\n]*`/g, '').replaceAll(/<code>[^<\n]*<\/code>/g, '');
            expect(prose).not.toMatch(/@|!\[|javascript:|www\./);
            expect(prose.replace(/#7 /, '').replaceAll(/&#\d+;/g, '')).not.toMatch(/#\d/);
            const tags = prose.match(/<[^>]*>/g) ?? [];
            expect(
              tags.filter(
                (tag) => !/^<(\/?(details|summary|sub)|!-- agentic-plan v1 pr=7 [^>]*--)>$/.test(tag),
              ),
            ).toEqual([]);
            expect(prose.match(/<details>/g)?.length).toBe(prose.match(/<\/details>/g)?.length);
            expect(text).not.toMatch(/[^\n\P{Cc}]|[\u202a-\u202e\u2066-\u2069]/u);
          }
          const rows = body.split('\n').filter((line) => line.startsWith('|'));
          expect(rows).toHaveLength(4);
          for (const row of rows) expect(row.replaceAll(/<code>.*?<\/code>/g, '').split('|')).toHaveLength(9);
          expect(body.match(/<!--/g)).toHaveLength(1);
        },
      ),
      { numRuns: propertyRuns(300) },
    );
  });
});
