import { MANAGER_FILES, packageManager, parseManifest } from './package-manager.ts';

/** The manifests and lock files that a guess rests on, besides those whose name only ends in a known way. */
export const VERIFY_FILES = [
  ...MANAGER_FILES,
  'deno.json',
  'deno.jsonc',
  'Cargo.toml',
  'go.mod',
  'pyproject.toml',
  'uv.lock',
  'poetry.lock',
  'tox.ini',
  'noxfile.py',
  'pytest.ini',
  'setup.cfg',
  'manage.py',
  'conftest.py',
  'requirements-dev.txt',
  'requirements.txt',
  'mvnw',
  'pom.xml',
  'gradlew',
  'build.gradle',
  'build.gradle.kts',
  'build.sbt',
  'composer.json',
  'phpunit.xml',
  'phpunit.xml.dist',
  'Gemfile',
  'Rakefile',
  'mix.exs',
  'global.json',
  'Directory.Build.props',
  'Package.swift',
  'pubspec.yaml',
  'stack.yaml',
  'dune-project',
  'rebar.config',
  'build.zig',
  'MODULE.bazel',
  'justfile',
  'Justfile',
  'Taskfile.yml',
  'Taskfile.yaml',
  'Makefile',
  'makefile',
  'GNUmakefile',
] as const;

/** Manifests that are called as somebody likes. */
export const VERIFY_ENDINGS = ['.sln', '.slnx', '.csproj', '.fsproj', '.cabal'] as const;

type Texts = ReadonlyMap<string, string>;

/** How a repository's own tests are run, by the manifests in its root; `undefined`: they do not say. */
export function guessVerify(texts: Texts): string | undefined {
  for (const guess of GUESSES) {
    const command = guess(texts);
    if (command !== undefined) return command;
  }
  return undefined;
}

const GUESSES: readonly ((texts: Texts) => string | undefined)[] = [
  guessNode,
  whereThere(['deno.json', 'deno.jsonc'], 'deno test'),
  whereThere(['Cargo.toml'], 'cargo test'),
  whereThere(['go.mod'], 'go test ./...'),
  guessPython,
  whereThere(['mvnw'], './mvnw -q verify'),
  whereThere(['pom.xml'], 'mvn -q verify'),
  whereThere(['gradlew'], './gradlew check'),
  whereThere(['build.gradle', 'build.gradle.kts'], 'gradle check'),
  whereThere(['build.sbt'], 'sbt test'),
  whereSaid(['composer.json'], /"test"\s*:/, 'composer test'),
  whereThere(['phpunit.xml', 'phpunit.xml.dist'], 'vendor/bin/phpunit'),
  whereSaid(['Gemfile'], /\brspec\b/, 'bundle exec rspec'),
  (texts) =>
    texts.has('Gemfile') && /\b(?:test|spec)\b/i.test(texts.get('Rakefile') ?? '')
      ? 'bundle exec rake'
      : undefined,
  whereThere(['mix.exs'], 'mix test'),
  (texts) => ([...texts.keys()].some(isOfDotnet) ? 'dotnet test' : undefined),
  whereThere(['Package.swift'], 'swift test'),
  whereSaid(['pubspec.yaml'], /^\s+flutter\s*:/m, 'flutter test'),
  whereThere(['pubspec.yaml'], 'dart test'),
  whereThere(['stack.yaml'], 'stack test'),
  (texts) => ([...texts.keys()].some((name) => name.endsWith('.cabal')) ? 'cabal test' : undefined),
  whereThere(['dune-project'], 'dune test'),
  whereThere(['rebar.config'], 'rebar3 eunit'),
  whereThere(['build.zig'], 'zig build test'),
  whereThere(['MODULE.bazel'], 'bazel test //...'),
  whereSaid(['justfile', 'Justfile'], /^@?test\b[^=\n]*:(?!=)/m, 'just test'),
  whereSaid(['Taskfile.yml', 'Taskfile.yaml'], /^ +['"]?test['"]?\s*:/m, 'task test'),
  whereSaid(['Makefile', 'makefile', 'GNUmakefile'], /^test\s*::?(?!=)/m, 'make test'),
  whereSaid(['Makefile', 'makefile', 'GNUmakefile'], /^check\s*::?(?!=)/m, 'make check'),
];

function whereThere(files: readonly string[], command: string) {
  return (texts: Texts): string | undefined => (files.some((file) => texts.has(file)) ? command : undefined);
}

function whereSaid(files: readonly string[], words: RegExp, command: string) {
  return (texts: Texts): string | undefined =>
    files.some((file) => words.test(texts.get(file) ?? '')) ? command : undefined;
}

/** What `npm init` writes there tests nothing. Without a test of the whole, packages of a monorepo have their own. */
function guessNode(texts: Texts): string | undefined {
  const manifest = parseManifest(texts.get('package.json'));
  const scripts = typeof manifest.scripts === 'object' && manifest.scripts !== null ? manifest.scripts : {};
  const test = 'test' in scripts ? scripts.test : undefined;
  const manager = packageManager(texts);
  // `bun test` is its own runner, whatever the manifest says
  if (typeof test === 'string' && !test.includes('no test specified'))
    return manager === 'bun' ? 'bun run test' : `${manager} test`;
  if (manager === 'pnpm' && texts.has('pnpm-workspace.yaml')) return 'pnpm -r --if-present test';
  if (manager === 'npm' && Array.isArray(manifest.workspaces)) return 'npm test --workspaces --if-present';
  return undefined;
}

function guessPython(texts: Texts): string | undefined {
  const project = texts.get('pyproject.toml') ?? '';
  if (texts.has('tox.ini') || /^\[tool\.tox\b/m.test(project)) return 'tox';
  if (texts.has('noxfile.py')) return 'nox';
  const within = texts.has('uv.lock') ? 'uv run ' : texts.has('poetry.lock') ? 'poetry run ' : '';
  if (texts.has('manage.py') && !isPytest(texts)) return `${within}python manage.py test`;
  return isPytest(texts) ? `${within}${within === '' ? 'python -m ' : ''}pytest` : undefined;
}

const isPytest = (texts: Texts): boolean =>
  texts.has('pytest.ini') ||
  texts.has('conftest.py') ||
  /^\[tool:pytest\]/m.test(texts.get('setup.cfg') ?? '') ||
  ['pyproject.toml', 'requirements-dev.txt', 'requirements.txt'].some((file) =>
    /\bpytest\b/.test(texts.get(file) ?? ''),
  );

const isOfDotnet = (name: string): boolean =>
  /^global\.json$|^Directory\.Build\.props$|\.(?:slnx?|[cf]sproj)$/.test(name);
