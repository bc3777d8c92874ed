import { expect, test } from 'vitest';
import { findDependencyChanges } from '../../../src/core/analyse/dependencies/find-dependency-changes.ts';
import { judgeVersion } from '../../../src/core/analyse/dependencies/judge-version.ts';
import type { RepoPath } from '../../../src/core/model/ids.ts';

const changes = (path: string, before: string, after: string): readonly string[] =>
  findDependencyChanges({ path: path as RepoPath, before, after }).map(
    (change) => `${judgeVersion(change)} ${change.name}`,
  );

test.each([
  ['package.json', '{"version":"1.0.0"}', '{"version":"1.0.1"}', []],
  [
    'package.json',
    '{"dependencies":{"a":"^3.1"}}',
    '{"dependencies":{"a":"^4.0","b":"1"}}',
    ['major a', 'new b'],
  ],
  ['package.json', '{"devDependencies":{}}', '{"devDependencies":{"a":"1"}}', []],
  ['package.json', '{"dependencies":{}}', '{"dependencies":{"own":"workspace:*"}}', []],
  ['package.json', '{', '{"dependencies":[]}', []],
  ['docs/package.json', '{}', '{"dependencies":{"a":"1"}}', []],
  [
    'package-lock.json',
    '{"packages":{"":{"dependencies":{"a":"1"}},"node_modules/a":{"version":"1.2.3"},"node_modules/b":{"version":"1.0.0"}}}',
    '{"packages":{"":{"dependencies":{"a":"1"}},"node_modules/a":{"version":"2.0.0"},"node_modules/b":{"version":"9.0.0"}}}',
    ['major a'],
  ],
  ['pyproject.toml', '[tool.mypy]\npython_version = "3.8"', '[tool.mypy]\npython_version = "3.9"', []],
  [
    'pyproject.toml',
    '[project]\ndependencies = [\n  "a==3.1",\n]',
    '[project]\ndependencies = [\n  "a==4",\n  "b",\n]',
    ['major a', 'new b'],
  ],
  [
    'pyproject.toml',
    '[project.optional-dependencies]\ndev = []',
    '[project.optional-dependencies]\ndev = ["a"]',
    [],
  ],
  ['requirements.txt', 'a==1.0\n', 'a==2.0\n# b\n-r c.txt\n', ['major a']],
  ['requirements-dev.txt', 'a==1.0\n', 'a==2.0\n', []],
  [
    'setup.cfg',
    '[options]\ninstall_requires =\n    a>=1,<2\n',
    '[options]\ninstall_requires =\n    a>=1,<2\n    b\n',
    ['new b'],
  ],
  ['Cargo.toml', '[package]\nversion = "0.1.0"', '[package]\nversion = "0.2.0"', []],
  [
    'Cargo.toml',
    '[dependencies]\na = "0.3"',
    '[dependencies]\na = { version = "0.4" }\nown = { path = "x" }',
    ['major a'],
  ],
  ['Cargo.toml', '[dev-dependencies]', '[dev-dependencies]\na = "1"', []],
  [
    'go.mod',
    'module a.b/c\nrequire x.y/z v1.0.0',
    'module a.b/c\nrequire x.y/z/v2 v2.0.0\nrequire (\n\tx.y/i v1.0.0 // indirect\n\ta.b/c/own v1.0.0\n)',
    ['major x.y/z'],
  ],
  ['pom.xml', '<project/>', '<project>\n <name>y</name>\n</project>', []],
  [
    'pom.xml',
    '<project><parent><groupId>g</groupId><artifactId>boot</artifactId><version>3.5.0</version></parent></project>',
    '<project><parent><groupId>g</groupId><artifactId>boot</artifactId><version>4.0.0</version></parent></project>',
    ['major g:boot'],
  ],
  [
    'build.gradle',
    "implementation 'g:a:1.2'",
    "implementation 'g:a:1.3'\ntestImplementation 'g:b:1'",
    ['moved g:a'],
  ],
  ['Gemfile', '', 'gem "rails", "~> 7.1"', []],
] as const)('%s: %j to %j', (path, before, after, expected) => {
  expect(changes(path, before, after)).toEqual(expected);
});
