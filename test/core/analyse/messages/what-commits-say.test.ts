import { describe, expect, test } from 'vitest';
import { deriveTasks } from '../../../../src/core/analyse/derive-tasks.ts';
import { saidOfFault, saidOfSecurity } from '../../../../src/core/analyse/messages/read-subjects.ts';
import type { Oid, RepoPath } from '../../../../src/core/model/ids.ts';
import { TASK_WORDS } from '../../../../src/report/plan/task-words.ts';
import { type Sides, stateOfFiles } from '../../../support/changed-files.ts';

const said = (text: string) => [{ commit: 'a'.repeat(40) as Oid, text }];

describe('a message is about security', () => {
  test.each([
    ['fastcgi: fix HTTPoxy vulnerability', true],
    ['Merge commit from fork\n\nfilter underscores', true],
    ['Fix CVE-2025-1234', true],
    ['harden OIDC callback URL validation', true],
    ['Enforce per-item access checks on downloads: missing permission check', true],
    ['fix url_pattern authorization bypass', true],
    ['Merge pull request #1 from a/fix\n\nPrevent open redirects', true],
    ['Use dependency injection', false],
    ['Bypass the cache when asked to', false],
    ['docs: how to report a vulnerability', false],
    ['Bump requests', false],
    ['Add a page\n\nfixes no vulnerability', false],
  ])('%j: %s', (text, expected) => {
    expect(saidOfSecurity(said(text)) !== undefined).toBe(expected);
  });
});

describe('a message mends a fault', () => {
  test.each([
    ['Fix crash when the list is empty', true],
    ['fix(cart): tax of nothing', true],
    ['Merge pull request #1 from a/b\n\nfix: order of items', true],
    ['Fix typo', false],
    ['fix misleading error message', false],
    ['fix(ci): cache', false],
    ['chore: fix build', false],
    ['Fix lint warnings', false],
    ['Add a page', false],
  ])('%j: %s', (text, expected) => {
    expect(saidOfFault(said(text)) !== undefined).toBe(expected);
  });
});

describe('what a message makes of a change', () => {
  const tests = [{ path: 'src/a.test.ts' as RepoPath, of: 'src/a.ts' as RepoPath }];
  const kinds = (files: Readonly<Record<string, Sides>>, text: string) =>
    deriveTasks({
      state: stateOfFiles(files, { messages: said(text), tests }),
      rules: [],
      limit: 9,
      words: TASK_WORDS,
    }).tasks.map(({ kind }) => kind);
  const files: Readonly<Record<string, Sides>> = { 'src/a.ts': ['a()\nz()\n', 'a()\nif (b) go()\nz()\n'] };

  test('code of a change that says to be about security is looked at; documents and comments are not', () => {
    expect(kinds(files, 'Fix XSS in names')).toContain('security-audit');
    expect(kinds({ 'docs/a.md': ['a\n', 'b\n'] }, 'Fix XSS in names')).toEqual([]);
    expect(kinds({ 'src/a.ts': ['a()\n', '// b\na()\n'] }, 'Fix XSS in names')).toEqual([]);
  });

  test('a mended fault wants a test, however few lines it took', () => {
    expect(kinds(files, 'Fix the order')).toEqual(['test-coverage']);
    expect(kinds(files, 'Change the order')).toEqual([]);
    expect(kinds({ ...files, 'src/a.test.ts': ['', 'it()\n'] }, 'Fix the order')).toEqual([]);
    expect(kinds({ 'src/b.ts': files['src/a.ts'] ?? ['', ''] }, 'Fix the order')).toEqual([]);
  });
});
