import { describe, expect, test } from 'vitest';
import { findMentions } from '../../../src/core/analyse/surface/find-mentions.ts';
import { findSurfaceChanges } from '../../../src/core/analyse/surface/find-surface-changes.ts';
import type { RepoPath } from '../../../src/core/model/ids.ts';
import type { SurfaceChange } from '../../../src/core/model/surface.ts';

const surface = (path: string, before: string, after: string): readonly string[] =>
  findSurfaceChanges({ path: path as RepoPath, before: before.split('\n'), after: after.split('\n') }).map(
    ({ name, how }) => `${how} ${name}`,
  );

describe('what others have to know of a declaration', () => {
  test.each([
    ['a.ts', 'export function load(a: string) {', 'export function load(a: number) {', []],
    [
      'a.ts',
      'export function load(a: string) {',
      'export function load(a: string, b: number) {',
      ['changed load'],
    ],
    ['a.ts', 'export function load(a) {', 'export function load(a, b = 1) {', []],
    ['a.ts', 'export function load(a = 1) {', 'export function load(a = 2) {', ['default load']],
    ['a.ts', 'export const LIMIT = 5;', '', ['removed LIMIT']],
    ['a.ts', 'function own() {', 'function own(a) {', []],
    ['a.py', 'def load(a):', 'def load(a, b):', ['changed load']],
    ['a.py', 'def load(a):', 'def load(a, *, b=None, **more):', []],
    [
      'a.py',
      'def load(\n    a: int,\n    b: str = "x",\n):',
      'def load(\n    a: int,\n    b: str = "y",\n):',
      ['default load'],
    ],
    ['a.py', 'def load(\n    a,\n    b,\n):', 'def load(\n    ctx,\n    a,\n    b,\n):', ['changed load']],
    ['a.py', 'def _own(a):', 'def _own(a, b):', []],
    ['a.py', 'class App(Scaffold):', 'class App(Base):', []],
    ['a.py', 'class Car:\n    def go(self):', 'class Car:\n    pass', ['removed Car.go']],
    [
      'a.py',
      'class Car:\n    def __init__(self):',
      'class Car:\n    def __init__(self, x):',
      ['changed Car.__init__'],
    ],
    [
      'a.go',
      'func (s *Store) Load() error {',
      'func (s *Store) Load(ctx context.Context) error {',
      ['changed Load'],
    ],
    ['a.go', 'func load() {', 'func load(a int) {', []],
    ['a.rs', 'pub fn load() {', 'pub fn load(a: u8) {', ['changed load']],
    ['a.rs', 'pub(crate) fn load() {', 'pub(crate) fn load(a: u8) {', []],
    ['A.java', '  public List<User> find(int id) {', '  public List<User> find(long id) {', ['changed find']],
    ['a.rb', '  def refresh', '', ['removed refresh']],
    ['a.txt', 'export function load() {', '', []],
  ] as const)('%s: %j to %j', (path, before, after, expected) => {
    expect(surface(path, before, after)).toEqual(expected);
  });

  test('members of a class; moving or indenting changes nothing', () => {
    const before = 'export class UserSession {\n  refresh(): void {\n  }\n}';
    const after = 'export class UserSession {\n  refresh(now: Date): void {\n  }\n}';
    expect(surface('a.ts', before, after)).toEqual(['changed UserSession.refresh']);
    expect(surface('a.ts', 'export function a() {\n}', '\n\nexport  function a( ) {\n}')).toEqual([]);
  });
});

describe('lines of documents', () => {
  const of = 'src/session.ts' as RepoPath;
  const lines = (
    change: Partial<SurfaceChange> & { readonly name: string },
    text: string,
  ): readonly number[] =>
    findMentions(new Map([['docs/api.md' as RepoPath, text]]), [{ path: of, how: 'removed', ...change }]).map(
      ({ line }) => line,
    );

  test.each([
    [{ name: 'UserSession' }, 'one\nA UserSession ends.', [2]],
    [{ name: 'UserSession' }, 'UserSessions and superUserSession', []],
    [{ name: 'UserSession' }, '.. autoclass:: UserSession\n::: app.UserSession\n# UserSession', []],
    [{ name: 'UserSession' }, 'UserSession was removed in 2.0', []],
    [{ name: 'refresh' }, 'You may `refresh` it, or call refresh().', []],
    [
      { name: 'App.load_all', how: 'changed', demanded: ['ctx'] },
      'Use load_all.\nCall `app.load_all(x)`.\nload_all(ctx, x)',
      [2],
    ],
    [
      { name: 'load_all', how: 'changed', gone: [{ name: 'proxies', at: 2 }] },
      'load_all(x)\nload_all(proxies=y)\nload_all(1, 2, 3)',
      [2, 3],
    ],
    [
      { name: 'App.load_all', how: 'default', parameter: 'limit', was: '5' },
      'load_all has a limit of 5\nload_all(limit=6)',
      [1],
    ],
    [{ name: 'AppFactory.__init__', how: 'changed', demanded: ['b'] }, 'x = AppFactory(1)', [1]],
    [{ name: 'UserSession', how: 'added' }, 'UserSession', []],
  ] as const)('%j in %j', (change, text, expected) => {
    expect(lines(change, text)).toEqual(expected);
  });
});
