import { expect, test } from 'vitest';
import { guessVerify } from '../../../src/core/setup/guess-verify.ts';

const NODE = '{"scripts":{"test":"vitest run"}}';

test.each([
  [{ 'package.json': NODE }, 'npm test'],
  [{ 'package.json': NODE, 'pnpm-lock.yaml': '' }, 'pnpm test'],
  [{ 'package.json': NODE, 'yarn.lock': '' }, 'yarn test'],
  [
    { 'package.json': '{"scripts":{"test":"echo \\"Error: no test specified\\" && exit 1"}}', 'go.mod': '' },
    'go test ./...',
  ],
  [{ 'package.json': 'torn {', 'Cargo.toml': '' }, 'cargo test'],
  [{ 'pyproject.toml': '[tool.pytest.ini_options]' }, 'python -m pytest'],
  [{ 'tox.ini': '', 'pytest.ini': '' }, 'tox'],
  [{ mvnw: '', 'pom.xml': '' }, './mvnw -q verify'],
  [{ gradlew: '', 'build.gradle.kts': '' }, './gradlew check'],
  [{ 'composer.json': '{"scripts":{"test":"phpunit"}}' }, 'composer test'],
  [{ Gemfile: "gem 'rspec'" }, 'bundle exec rspec'],
  [{ Makefile: 'all:\n\ntest:\n\ttrue\n' }, 'make test'],
  [{ 'pyproject.toml': '[project]', Makefile: 'all:' }, undefined],
  [{}, undefined],
])('%j is tested by %s', (files, command) => {
  expect(guessVerify(new Map(Object.entries(files as Readonly<Record<string, string>>)))).toBe(command);
});
