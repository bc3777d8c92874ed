import { expect, test } from 'vitest';
import { type CommitCall, findCommits } from '../../../src/core/agents/hooks/find-commits.ts';
import { readHookCall } from '../../../src/core/agents/hooks/hook-call.ts';

/** `folder: staged, all(a b), tracked()`. */
const shown = ({ folder, takesStaged, takes }: CommitCall): string =>
  `${folder}: ${[
    ...(takesStaged ? ['staged'] : []),
    ...takes.map(({ folder: from, which, patterns }) => {
      return `${which}(${from === folder ? '' : `${from}: `}${patterns.join(' ')})`;
    }),
  ].join(', ')}`;

const MESSAGE = `git commit -m "$(cat <<'EOF'
Don't "git commit -a b.txt" (yet)

It's (half done
EOF
)"`;

test.each([
  ['git commit -m x', ['.: staged']],
  ['git -C sub commit', ['./sub: staged']],
  ['git -c user.name=a --no-pager commit -qm "a b"', ['.: staged']],
  ['cd a && git commit -m x', ['./a: staged']],
  ['cd /abs/x; git commit', ['/abs/x: staged']],
  ['(cd a; git commit)', ['./a: staged']],
  ['cd "$DIR" && git commit', ['.: staged']],
  ['git commit -am wip', ['.: staged, tracked()']],
  ['git commit --all --message="a -- b"', ['.: staged, tracked()']],
  ['git commit -m -a', ['.: staged']],
  ['git commit -F msg.txt --author "A <a@b>" --amend', ['.: staged']],
  ['git commit a.txt src -m x', ['.: tracked(a.txt src)']],
  ['git commit -m x -- -a', ['.: tracked(-a)']],
  ['git commit -i a.txt', ['.: staged, tracked(a.txt)']],
  ['git commit $FILES -m x', ['.: tracked()']],
  ['git add a.txt && git commit -m x', ['.: staged, all(a.txt)']],
  ['git add -A\ngit commit -m x', ['.: staged, all()']],
  ['git add -u; git rm b; git commit -m x', ['.: staged, tracked(), all(b)']],
  ['git add . > /dev/null 2>&1 && git commit -m x', ['.: staged, all(.)']],
  ['git add $(git ls-files -m) && git commit -m x', ['.: staged, all()']],
  ['cd a && git add "b c" && cd .. && git commit -m x', ['./a/..: staged, all(./a: b c)']],
  ['git add a && git commit b', ['.: tracked(b)']],
  ['git add --dry-run a; git commit', ['.: staged']],
  ['sh -c "git commit -m \'a b\'"', ['.: staged']],
  ["bash -lc 'cd a && git commit -am x'", ['./a: staged, tracked()']],
  ['bash <<EOF\ngit commit -m x\nEOF', ['.: staged']],
  ['eval "git commit"', ['.: staged']],
  ['GIT_EDITOR=true git commit', ['.: staged']],
  ['env -u A timeout -s KILL 5 /usr/bin/git commit', ['.: staged']],
  ['if true; then git commit; fi', ['.: staged']],
  ['{ git commit -m x; }', ['.: staged']],
  ['echo "$(git commit -m x)"', ['.: staged']],
  ['git \\\n  commit -m x', ['.: staged']],
  [MESSAGE, ['.: staged']],
  [`git add a.txt\n${MESSAGE}`, ['.: staged, all(a.txt)']],
  ['git commit -m x && git commit -am y', ['.: staged', '.: staged, tracked()']],
  ['git commit --no-verify -m x', ['.: staged']],
])('%s commits', (text, commits) => {
  expect(findCommits(text, '.').map(shown)).toEqual(commits);
});

test.each([
  'ls',
  'git status',
  'echo "git commit -m x"',
  'grep -r "git commit" docs',
  "cat <<'EOF' > notes.md\ngit commit -m x\nEOF",
  '# git commit',
  'git log --grep commit',
  'git commit --dry-run',
  'git commit-tree HEAD^{tree}',
  'npm run commit',
  'git config alias.ci commit',
])('%s does not', (text) => {
  expect(findCommits(text, '.')).toEqual([]);
});

test('whatever a text for a shell holds, it is read to its end', () => {
  const torn = [
    'git commit "',
    "git commit '$(",
    '$(git commit',
    'git commit <<',
    'git commit <<X\na',
    '\\',
    '(((',
    '"$("$("',
  ];
  const large = [
    `git commit ${'$('.repeat(300)}`,
    `sh -c '${'git commit;'.repeat(5_000)}'`,
    '"'.repeat(99_999),
    '"$('.repeat(20_000),
  ];
  for (const text of [...torn, ...large]) expect(() => findCommits(`${text} commit`, '.')).not.toThrow();
});

const HOOK = { session_id: '1', transcript_path: '/t', hook_event_name: 'PreToolUse', tool_name: 'Bash' };
const PAYLOADS = [
  ['claude', HOOK, 'tool_input'],
  ['codex', { ...HOOK, transcript_path: '/a/.codex/b' }, 'tool_input'],
  [
    'gemini',
    { ...HOOK, timestamp: 'x', hook_event_name: 'BeforeTool', tool_name: 'run_shell_command' },
    'tool_input',
  ],
  ['copilot', { sessionId: '1', timestamp: 1, toolName: 'bash' }, 'toolArgs'],
  ['opencode', { ...HOOK, dialect: 'plugin', agent: 'opencode', tool_name: 'bash' }, 'tool_input'],
] as const;

test.each(PAYLOADS)('%s: the command, and where it runs, are read of its call', (agent, call, key) => {
  const read = (input: unknown) => readHookCall(JSON.stringify({ ...call, [key]: input }));
  expect(read({ command: 'git commit' })).toMatchObject({
    event: 'before-command',
    session: { agent },
    command: { text: 'git commit', folder: '' },
  });
  const words = read({ command: ['bash', '-lc', "git commit -m 'x'"], workdir: 'sub' })?.command;
  expect(words?.folder).toBe('sub');
  expect(findCommits(words?.text ?? '', '.')).toHaveLength(1);
  expect(read(JSON.stringify({ command: 'git commit' }))?.command?.text).toBe('git commit');
  for (const odd of [null, 7, [], 'x', { command: 7 }, { command: [1] }])
    expect(read(odd)?.command).toBeUndefined();
});
