import { describe, expect, test } from 'vitest';
import { findDependencyChange } from '../../../src/core/analyse/surface/find-dependency-change.ts';
import { findMentions } from '../../../src/core/analyse/surface/find-mentions.ts';
import { findSurfaceChanges } from '../../../src/core/analyse/surface/find-surface-changes.ts';
import { addedLinesOf, parseHunks } from '../../../src/core/analyse/surface/parse-hunks.ts';
import type { RepoPath } from '../../../src/core/model/ids.ts';

const hunk = (removed: readonly string[], added: readonly string[], context = ''): string =>
  [
    `@@ -1,${removed.length} +1,${added.length} @@ ${context}`,
    ...removed.map((l) => `-${l}`),
    ...added.map((l) => `+${l}`),
  ].join('\n');

const surface = (path: string, text: string): readonly string[] =>
  findSurfaceChanges(path as RepoPath, parseHunks(text)).map(({ name, how }) => `${how} ${name}`);

describe('declarations in a diff', () => {
  test.each([
    ['a.ts', ['export function load(a: string) {'], ['export function load(a: number) {'], ['changed load']],
    ['a.ts', ['export const LIMIT = 5;'], [], ['removed LIMIT']],
    ['a.ts', ['function own() {'], ['function own(a) {'], []],
    ['a.py', ['def load(a):'], ['def load(a, b):'], ['changed load']],
    ['a.py', ['def _own(a):'], ['def _own(a, b):'], []],
    [
      'a.go',
      ['func (s *Store) Load() error {'],
      ['func (s *Store) Load(ctx context.Context) error {'],
      ['changed Load'],
    ],
    ['a.go', ['func load() {'], ['func load(a int) {'], []],
    ['a.rs', ['pub fn load() {'], ['pub fn load(a: u8) {'], ['changed load']],
    ['a.rs', ['pub(crate) fn load() {'], ['pub(crate) fn load(a: u8) {'], []],
    [
      'A.java',
      ['  public List<User> find(int id) {'],
      ['  public List<User> find(long id) {'],
      ['changed find'],
    ],
    ['A.java', ['  private int find(int id) {'], ['  private int find(long id) {'], []],
    ['a.rb', ['  def refresh'], ['  def refresh(now)'], ['changed refresh']],
    ['a.cs', ['    public class User'], ['    public sealed class User'], ['changed User']],
    ['a.txt', ['export function load() {'], [], []],
    ['a.constructor', ['def a():'], [], []],
  ] as const)('%s: %j to %j', (path, removed, added, expected) => {
    expect(surface(path, hunk(removed, added))).toEqual(expected);
  });

  test('members belong to the class that git names', () => {
    const text = hunk(
      ['  refresh(): void {'],
      ['  refresh(now: Date): void {'],
      'export class UserSession {',
    );
    expect(surface('a.ts', text)).toEqual(['changed UserSession.refresh']);
    expect(surface('a.ts', hunk(['  if (a) {'], ['  if (b) {'], 'export class UserSession {'))).toEqual([]);
    expect(surface('a.py', hunk(['    def go(self):'], [], 'class Car:'))).toEqual(['removed Car.go']);
  });

  test('moving or indenting a declaration changes nothing', () => {
    const text = `${hunk(['export function a() {'], [])}\n${hunk([], ['export  function a() {'])}`;
    expect(surface('a.ts', text)).toEqual([]);
  });

  test('lines of the new side', () => {
    expect(
      addedLinesOf(parseHunks('@@ -1 +1,2 @@\n+a\n+b\n@@ -9,2 +10,0 @@\n-c\n-d\n@@ -20 +19 @@ f()\n+x')),
    ).toEqual([
      [1, 2],
      [19, 19],
    ]);
  });
});

describe('documents that name what changed', () => {
  const of = 'src/session.ts' as RepoPath;
  const mentions = (name: string, text: string): readonly number[] =>
    findMentions(new Map([['docs/api.md' as RepoPath, text]]), [{ path: of, name, how: 'changed' }]).map(
      ({ line }) => line,
    );

  test.each([
    ['UserSession', 'one\nA UserSession ends.', [2]],
    ['UserSession', 'UserSessions and superUserSession', []],
    ['UserSession.refresh', 'Call `UserSession.refresh()` or UserSession#refresh.', [1]],
    ['refresh', 'You may refresh the page.', []],
    ['refresh', 'You may `refresh` it, or call refresh().', [1]],
    ['a+b(', 'a+b( is odd', []],
  ] as const)('%s in %j', (name, text, lines) => {
    expect(mentions(name, text)).toEqual(lines);
  });

  test('a name that is new cannot be described wrongly', () => {
    const documents = new Map([['docs/api.md' as RepoPath, 'UserSession']]);
    expect(findMentions(documents, [{ path: of, name: 'UserSession', how: 'added' }])).toEqual([]);
  });
});

describe('dependencies in a manifest', () => {
  test.each([
    ['package.json', ['  "version": "1.0.0",'], undefined],
    ['package.json', ['    "test": "vitest run",'], undefined],
    ['package.json', ['    "@types/node": "^20.1.0",', '    "yaml": "2.0.0"'], ['@types/node', 'yaml']],
    ['pyproject.toml', ['version = "0.2.0"'], undefined],
    ['pyproject.toml', ['  "requests>=2.0",'], ['requests']],
    ['Cargo.toml', ['serde = { version = "1", features = [] }'], ['serde']],
    ['go.mod', ['\tgithub.com/spf13/cobra v1.8.0'], ['github.com/spf13/cobra']],
    ['Gemfile', ['gem "rails", "~> 7.1"'], ['rails']],
    ['pom.xml', ['<a/>'], []],
  ] as const)('%s: %j', (path, added, names) => {
    expect(findDependencyChange(path as RepoPath, parseHunks(hunk([], added)))?.names).toEqual(names);
  });
});
