import { describe, expect, it } from 'vitest';
import { callProgram } from '../support/call-program.ts';
import { type GitFixture, makeTeam } from '../support/git-fixture.ts';

/** The seed's own example, with who plays the roles; `fix` is further keys of the step that mends. */
const configuration = (scan: string, fix: string): string => `background:
  coordination:
    file_locking: true
    max_agents_per_file: 1
    dependency_resolution: true

  workflows:
    security_pipeline:
      - agent: saa
        task: security_scan
${scan}      - agent: deva_python
        task: fix_security_issues
        depends_on: security_scan
${fix}      - agent: qaa
        task: verify_fixes
        depends_on: fix_security_issues

  agents:
    ada: { command: node agent.mjs, pass: [FOUND] }
  rules: { security-audit: off, code-review: off, test-coverage: off, documentation-update: off }
`;

// What the scan finds, the mender writes down as its prompt tells it; both, and who verifies, say who they are.
const AGENT = `import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
const { AGENTIC_TASK: task, AGENTIC_OUTPUT: output, AGENTIC_PROMPT: prompt, FOUND: found } = process.env;
if (task === 'security_scan') writeFileSync(output, JSON.stringify({ summary: 'line 1 joins a path', outputs: { findings: Number(found) } }));
else appendFileSync('api.py', '# ' + task + (readFileSync(prompt, 'utf8').includes('line 1 joins a path') ? ' knows' : '') + '\\n');
`;

function makeChange(scan: string, fix: string): { readonly repo: GitFixture; readonly remote: GitFixture } {
  const { repo, remote } = makeTeam({ 'agentic_config.yaml': configuration(scan, fix), 'agent.mjs': AGENT });
  repo.git('switch', '-q', '-c', 'change');
  repo.commit({ 'api.py': 'open(name)\n' });
  return { repo, remote };
}

const result = ({ git }: GitFixture): string => git('show', 'refs/heads/agentic/change:api.py');

describe("the seed's workflow", () => {
  it('runs as it stands; the second is told what the first has found', async () => {
    const { repo, remote } = makeChange('', '');
    const run = await callProgram(repo.dir, ['run', '--base', 'main'], { env: { FOUND: '1' } });
    expect(run).toMatchObject({ code: 0 });
    expect(result(remote)).toBe('open(name)\n# fix_security_issues knows\n# verify_fixes');
  });

  const declared = '        outputs: [findings]\n';
  const condition = '        if: needs.security_scan.outputs.findings > 0\n';

  it('with one line skips the fix, and with it the verification; ends with 0 and says why', async () => {
    const { repo, remote } = makeChange(declared, condition);
    const run = await callProgram(repo.dir, ['run', '--base', 'main'], { env: { FOUND: '0' } });
    expect(run).toMatchObject({ code: 0 });
    expect(run.stdout).toContain('fix_security_issues: needs.security_scan.outputs.findings is 0');
    expect(run.stdout).toContain('verify_fixes: fix_security_issues was skipped');
    expect(run.stdout).toContain('1 of 3 tasks done, 2 skipped');
    expect(remote.git('for-each-ref', 'refs/heads/agentic')).toBe('');
  });

  it('and does them where something was found', async () => {
    const { repo, remote } = makeChange(declared, condition);
    expect(await callProgram(repo.dir, ['run', '--base', 'main'], { env: { FOUND: '2' } })).toMatchObject({
      code: 0,
    });
    expect(result(remote)).toContain('# fix_security_issues knows\n# verify_fixes');
  });
});
