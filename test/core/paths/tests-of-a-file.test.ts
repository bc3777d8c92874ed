import { expect, test } from 'vitest';
import type { RepoPath } from '../../../src/core/model/ids.ts';
import { matchTests } from '../../../src/core/paths/match-tests.ts';
import { predictTestPath } from '../../../src/core/paths/predict-test-path.ts';

const paths = (list: readonly string[]): readonly RepoPath[] => list.map((path) => path as RepoPath);

test.each([
  ['src/users.py', ['tests/test_users.py', 'tests/test_other.py'], ['tests/test_users.py']],
  ['src/users.ts', ['src/users.test.ts', 'test/users.spec.ts'], ['src/users.test.ts']],
  ['src/main/java/Users.java', ['src/test/java/UsersTest.java'], ['src/test/java/UsersTest.java']],
  [
    'packages/a/src/index.ts',
    ['packages/a/test/index.test.ts', 'packages/b/test/index.test.ts'],
    ['packages/a/test/index.test.ts'],
  ],
  ['src/users.ts', ['test/helpers.ts'], []],
  ['js/config.js', ['tests/ConfigTest.php', 'js/config.test.ts'], ['js/config.test.ts']],
  ['js/config.js', ['tests/ConfigTest.php'], []],
  ['cmd/users.go', ['web/cypress/e2e/users.cy.js'], []],
] as const)('tests of %s among %j', (file, tests, expected) => {
  expect(matchTests(paths([file]), paths(tests)).map(({ path }) => path)).toEqual(expected);
});

test.each([
  ['src/users.py', 'tests/test_users.py'],
  ['pkg/users.go', 'pkg/users_test.go'],
  ['app/models/user.rb', 'spec/models/user_spec.rb'],
  ['core/src/main/java/a/User.java', 'core/src/test/java/a/UserTest.java'],
  ['src/lib.rs', 'src/lib.rs'],
  ['Makefile', undefined],
])('a test of %s would be %s', (file, expected) => {
  expect(predictTestPath(file)).toBe(expected);
});
