import { describe, expect, test } from 'vitest';
import { deriveTasks } from '../../../src/core/analyse/derive-tasks.ts';
import { TASK_WORDS } from '../../../src/report/plan/task-words.ts';
import { stateOfFiles } from '../../support/changed-files.ts';

const risksOf = (path: string, text: string): readonly string[] =>
  deriveTasks({
    state: stateOfFiles({ [path]: ['a\nz\n', `a\n${text}\nz\n`] }),
    rules: [],
    limit: 9,
    words: TASK_WORDS,
  }).tasks.flatMap(({ evidence }) => evidence.flatMap((one) => (one.kind === 'risk' ? [one.risk] : [])));

describe('lines between us and others', () => {
  test.each([
    ['src/server.go', 'srv.MaxHeaderBytes = 16 * 1024', 'limit'],
    ['lib/fetch.rb', 'Zlib::GzipReader.new(body).read', 'limit'],
    ['src/api.py', 'throttle_classes = [LoginThrottle]', 'limit'],
    ['src/fetch.py', 'if ip.is_private() or ip.is_loopback():', 'outgoing'],
    ['app/Book.php', '$pages = $this->queries->visibleForChapterList($id)->get();', 'visibility'],
    ['src/h1.py', 'if "chunked" in transfer_encoding: raise_for(x)', 'request-parsing'],
    ['app/Upload.php', 'if (in_array($ext, $allowedExtensions)) { go(); }', 'upload'],
    ['server/list.js', 'return res.sendStatus(403)', 'permission'],
    ['app/views.py', 'raise PermissionDenied("not yours")', 'permission'],
    ['router/router.go', 'g.Group("/").Use(authentication.RequireAny).POST("/message", h)', 'permission'],
    ['app/users.rb', 'reset_session', 'session-code'],
    ['src/token.go', 'if hmac.Equal(a, b) {', 'weak-crypto'],
    [
      'src/Xml.java',
      'f.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);',
      'deserialisation',
    ],
    ['src/api.rs', '#[post("/accounts/prelogin", data = "<data>")]', 'handler'],
    ['routes/api.php', 'Route::delete("/users/{id}", [UserController::class, "destroy"]);', 'handler'],
    ['deploy/nginx/site.conf', 'add_header Content-Security-Policy "default-src *";', 'server-policy'],
    ['docker-compose.yml', '    privileged: true', 'container-rights'],
    ['src/auth/login.py', 'return hashlib.md5(x, usedforsecurity=False).hexdigest()', 'auth-code'],
    ['src/auth/login.rs', 'if session.expires_at < now {', 'session-code'],
  ])('%s: %s', (path, text, risk) => {
    expect(risksOf(path, text)).toEqual([
      expect.stringMatching(risk === 'session-code' ? /session-code|auth-code/ : risk),
    ]);
  });

  test.each([
    // the client reads what the server decided
    ['client/api.ts', 'if (error.status === 403) {'],
    ['src/a.kt', 'names.chunked(10)'],
    ['ui/Layout.tsx', '<RequireAuth loggedIn={loggedIn}>'],
    ['ui/Layout.tsx', 'const canEdit = user.canEdit();'],
    ['migrations/v6.go', "`UPDATE settings SET a = 1 WHERE key = 'security.cors_origins'`"],
    ['deploy/nginx/site.conf', 'worker_processes 4;'],
    ['docker-compose.yml', '    image: a:1'],
    ['Dockerfile', 'USER app'],
    // in files of authentication
    ['src/auth/oidc.go', 'rp.WithLogger(slog.New(handler)),'],
    ['src/auth/login.rs', 'pub error_description: Option<String>,'],
    ['src/crypto/cipher.rs', '6 => "bankAccount",'],
    ['src/auth/login.py', 'class Login(Base):'],
    ['ui/login/Secret.tsx', 'const CopyableSecret = ({ value }: Props) => {'],
  ])('not %s: %s', (path, text) => {
    expect(risksOf(path, text)).toEqual([]);
  });

  test('who owns a value, and what type it has, changes nothing', () => {
    const of = (path: string, before: string, after: string) =>
      deriveTasks({
        state: stateOfFiles({ [path]: [`a\n${before}\nz\n`, `a\n${after}\nz\n`] }),
        rules: [],
        limit: 9,
        words: TASK_WORDS,
      }).tasks.length;
    expect(of('src/auth.rs', 'if check(&user.token) {', 'if check(user.token.as_ref()) {')).toBe(0);
    expect(of('src/Auth.java', 'HashMap<String, String> token = read();', 'var token = read();')).toBe(0);
    expect(of('src/auth.ts', 'let token = read()', 'const token = read();')).toBe(0);
    expect(of('src/auth.rs', 'if check(&user.token) {', 'if check(&other.token) {')).toBe(1);
  });
});
