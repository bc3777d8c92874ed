import { describe, expect, test } from 'vitest';
import { parseTaskFile } from '../../src/config/parse/parse-task-file.ts';
import { PRESET_NAMES, PRESETS } from '../../src/core/agents/presets.ts';
import { describeProblem } from '../../src/report/problems/describe-problem.ts';
import { bytesOf, parse, problemsOf, settingsOf } from './parse.ts';

const agentOf = (text: string) => settingsOf(`agents: {ada: ${text}}`).agents[0];
const argvOf = (text: string) => {
  const command = agentOf(text)?.command;
  return command !== undefined && 'argv' in command ? command.argv : undefined;
};
const wrong = (text: string) =>
  problemsOf(parse(`agents: {ada: ${text}}`)).map((line) => line.replace(/^\S+ /, ''));

describe('what a team adds to an agent', () => {
  test.each(PRESET_NAMES)('%s takes a model and arguments, and its prompt stays where it was', (preset) => {
    const { argv, last = [] } = PRESETS[preset];
    const plain = argvOf(`{preset: ${preset}}`);
    expect(plain).toEqual([...argv, ...last]);
    expect(argvOf(`{preset: ${preset}, model: big/one-5, args: [--verbose, "a b"]}`)).toEqual([
      ...argv,
      '--model',
      '{model}',
      '--verbose',
      'a b',
      ...last,
    ]);
    expect(agentOf(`{preset: ${preset}, model: big/one-5}`)).toMatchObject({ model: 'big/one-5', preset });
  });

  test('a command of its own, too: words behind it, the model where it says', () => {
    const text = '{command: "./mine --model {model}", model: small, args: ["{prompt_file}"]}';
    expect(argvOf(text)).toEqual(['./mine', '--model', '{model}', '{prompt_file}']);
    expect(agentOf(text)).toMatchObject({ model: 'small' });
  });

  test.each([
    ['{preset: codex, command: x}', 'agents.ada.preset conflicting-keys'],
    ['{args: [x]}', 'agents.ada.args key-without-effect'],
    ['{model: x}', 'agents.ada.model key-without-effect'],
    ['{prompt: x.md}', 'agents.ada.prompt key-without-effect'],
    ['{command: x, model: y}', 'agents.ada.model key-without-effect'],
    ['{command: x | y, shell: true, args: [z]}', 'agents.ada.args key-without-effect'],
    ['{command: x, shell: true, model: z}', 'agents.ada.model key-without-effect'],
    ['{command: "x {model}"}', 'agents.ada.command missing-key'],
    ['{preset: codex, model: --yolo}', 'agents.ada.model bad-name'],
    ['{preset: codex, model: "a b"}', 'agents.ada.model bad-name'],
    ['{preset: codex, args: --yolo}', 'agents.ada.args wrong-type'],
    ['{preset: codex, prompt: ../x.md}', 'agents.ada.prompt unsafe-path'],
    ['{preset: codex, prompt: /etc/x.md}', 'agents.ada.prompt unsafe-path'],
    ['{preset: codex, prompt: .git/config}', 'agents.ada.prompt unsafe-path'],
  ])('%s: %s', (text, problem) => expect(wrong(text)).toEqual([problem]));

  test('preset and command: what each would mean, and how to have both', () => {
    const checked = parse('agents: {ada: {preset: claude-code, command: ./mine}}');
    expect(checked.ok ? '' : checked.problems.map((problem) => describeProblem(problem)).join('')).toMatch(
      /`preset: claude-code` starts `claude …`.*`command` is a command line of your own\n.*`args`/,
    );
  });
});

describe('placeholders', () => {
  test.each([
    ['{command: "x {promptfile}"}', 'agents.ada.command unknown-placeholder'],
    ['{command: [x, "--in={foo}"]}', 'agents.ada.command unknown-placeholder'],
    ['{preset: codex, args: ["-c", "{foo}"]}', 'agents.ada.args[1] unknown-placeholder'],
    ['{command: "run {prompt_file}", shell: true}', 'agents.ada.command placeholder-in-shell'],
  ])('%s: %s', (text, problem) => expect(wrong(text)).toEqual([problem]));

  test.each([
    `'{"a": 1}'`,
    `'{"a":{"b":[{}]}}'`,
    `'{a,b}'`,
    `'{{foo}}'`,
    `'{Foo}'`,
    `'{0}'`,
    `'{}'`,
    `'{ foo }'`,
    `'{{.Name}}'`,
  ])('braces that are none: %s', (word) => expect(wrong(`{command: [x, ${word}]}`)).toEqual([]));

  test('what was meant is said, and how to write braces', () => {
    const checked = parse('agents: {ada: {command: "x {prompt_fle}"}}');
    expect(checked.ok ? '' : checked.problems.map((problem) => describeProblem(problem)).join('')).toMatch(
      /known: \{prompt_file\}, \{prompt\}, \{program\} and \{model\}\n {2}did you mean \{prompt_file\}\? write \{\{prompt_fle\}\}/,
    );
  });

  test('in the command of a task, which has no model; what is no agent’s command is left alone', () => {
    const file =
      'tasks: [{id: a, files: [a], command: "x {model}"}, {id: b, files: [b], command: "x {prompt}"}]';
    expect(problemsOf(parseTaskFile(bytesOf(file), 'tasks.yaml'))).toEqual([
      expect.stringMatching(/tasks\[0\]\.command unknown-placeholder$/),
    ]);
    expect(problemsOf(parse('verify: "x {foo}"\nsetup: "y {bar}"'))).toEqual([]);
  });
});
