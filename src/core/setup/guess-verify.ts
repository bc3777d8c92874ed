/** The manifests and lock files that a guess rests on. */
export const VERIFY_FILES = [
  'package.json',
  'pnpm-lock.yaml',
  'yarn.lock',
  'bun.lockb',
  'Cargo.toml',
  'go.mod',
  'pyproject.toml',
  'tox.ini',
  'pytest.ini',
  'mvnw',
  'pom.xml',
  'gradlew',
  'build.gradle',
  'build.gradle.kts',
  'composer.json',
  'Gemfile',
  'Makefile',
] as const;

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
  (texts) => (hasNodeTest(texts.get('package.json')) ? `${packageManager(texts)} test` : undefined),
  whereThere('Cargo.toml', 'cargo test'),
  whereThere('go.mod', 'go test ./...'),
  (texts) => (texts.has('tox.ini') ? 'tox' : isPytest(texts) ? 'python -m pytest' : undefined),
  whereThere('mvnw', './mvnw -q verify'),
  whereThere('pom.xml', 'mvn -q verify'),
  whereThere('gradlew', './gradlew check'),
  (texts) => (texts.has('build.gradle') || texts.has('build.gradle.kts') ? 'gradle check' : undefined),
  (texts) => (/"test"\s*:/.test(texts.get('composer.json') ?? '') ? 'composer test' : undefined),
  (texts) => (/\brspec\b/.test(texts.get('Gemfile') ?? '') ? 'bundle exec rspec' : undefined),
  (texts) => (/^test:/m.test(texts.get('Makefile') ?? '') ? 'make test' : undefined),
];

function whereThere(file: string, command: string) {
  return (texts: Texts): string | undefined => (texts.has(file) ? command : undefined);
}

/** What `npm init` writes there tests nothing. */
function hasNodeTest(manifest: string | undefined): boolean {
  try {
    const { scripts } = JSON.parse(manifest ?? '') as { readonly scripts?: { readonly test?: unknown } };
    return typeof scripts?.test === 'string' && !scripts.test.includes('no test specified');
  } catch {
    return false;
  }
}

function packageManager(texts: Texts): string {
  if (texts.has('pnpm-lock.yaml')) return 'pnpm';
  if (texts.has('yarn.lock')) return 'yarn';
  return texts.has('bun.lockb') ? 'bun run' : 'npm';
}

const isPytest = (texts: Texts): boolean =>
  texts.has('pytest.ini') || /\bpytest\b/.test(texts.get('pyproject.toml') ?? '');
