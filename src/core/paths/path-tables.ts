// What names tell about files, in projects of many languages. A name that proves nothing is not here: a task that
// nobody is convinced of costs more trust than one that is missing.

export const AUTH_WORDS: ReadonlySet<string> = new Set(
  `auth authn authz authenticate authentication authenticator authorize authorization authorisation login logout signin
  signup session sessions oauth oauth2 oidc saml sso jwt password passwords passwd permission permissions rbac acl csrf
  cors cookie cookies mfa totp webauthn passkey passkeys impersonation sudo`.split(/\s+/),
);

export const CRYPTO_WORDS: ReadonlySet<string> = new Set(
  `crypto cryptography cipher ciphers encrypt encryption decrypt decryption tls ssl x509 hmac keystore keyring
  certificate certificates signing`.split(/\s+/),
);

export const SECRET_WORDS: ReadonlySet<string> = new Set(
  'secret secrets credential credentials vault apikey apikeys'.split(' '),
);

export const API_DIRECTORIES: ReadonlySet<string> = new Set(
  `api apis route routes router routers controller controllers endpoint endpoints graphql grpc rpc rest webhook webhooks
  middleware middlewares resolvers`.split(/\s+/),
);

export const API_WORDS: ReadonlySet<string> = new Set(
  'api routes router controller controllers endpoint endpoints webhook webhooks urls middleware'.split(' '),
);

export const MODEL_DIRECTORIES: ReadonlySet<string> = new Set(
  'model models entity entities schema schemas'.split(' '),
);

export const MODEL_NAMES =
  /^(models?|schema|entities)\.\w+$|\.(model|entity|schema)\.\w+$|\.(prisma|proto|avsc)$/;

export const MIGRATION_PATHS = /(^|\/)(migrations?|migrate|flyway|liquibase)\/|(^|\/)alembic\/versions\//;

export const TEST_DIRECTORIES: ReadonlySet<string> = new Set(
  'test tests __tests__ spec specs e2e testdata test-data fixtures __fixtures__ __mocks__ cypress integration-tests testing'.split(
    ' ',
  ),
);

export const TEST_NAMES =
  /[._-](test|tests|spec|e2e|cy)\.\w+$|_(test|spec)\.\w+$|^test_.*\.py$|^conftest\.py$|(Test|Tests|IT|Spec)\.(java|kt|cs|scala|swift|php)$/;

export const DOCUMENT_NAMES =
  /\.(md|mdx|markdown|rst|adoc|asciidoc)$|^(readme|changelog|changes|history|authors)(\.txt)?$/i;

export const DOCUMENT_DIRECTORIES: ReadonlySet<string> = new Set(['doc', 'docs', 'documentation']);

export const EXAMPLE_DIRECTORIES: ReadonlySet<string> = new Set(
  'example examples sample samples demo demos playground benchmark benchmarks bench'.split(' '),
);

export const VENDORED_PATHS =
  /(^|\/)(vendor|vendored|third[_-]party|thirdparty|node_modules|bower_components|pods|\.yarn|site-packages)\//i;

export const GENERATED_PATHS =
  /(^|\/)(dist|generated|__generated__|__snapshots__|\.next|out-tsc)\/|\.min\.(js|css)$|\.(pb|gen)\.(go|ts|js|cc|h)$|_pb2(_grpc)?\.pyi?$|[._](generated|g)\.\w+$|(^|\/)zz_generated[^/]*$|\.(snap|map)$|\.designer\.cs$/i;

/** Texts of a program in other languages (`lang/cs/settings.php`, `locales/pt-BR.ts`): translators and their tools write them. */
export const TRANSLATED_PATHS =
  /(^|\/)(langs?|locales?|i18n|l10n|translations?)\/(?!(?:js|ts|py|rb|ui|io|db)[/.])[a-z]{2}([-_][a-z0-9]{2,8})*(\/.*)?\.(php|json|ya?ml|properties|ts|js|rb|py|po|strings|xml)$/i;

export const LOCK_FILES =
  /(^|\/)(package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|deno\.lock|cargo\.lock|poetry\.lock|pdm\.lock|uv\.lock|pipfile\.lock|gemfile\.lock|composer\.lock|go\.sum|packages\.lock\.json|flake\.lock|mix\.lock|pubspec\.lock|podfile\.lock|gradle\.lockfile|package\.resolved)$/i;

export const MANIFESTS =
  /(^|\/)(package\.json|pyproject\.toml|setup\.py|setup\.cfg|pipfile|cargo\.toml|go\.mod|gemfile|composer\.json|pom\.xml|build\.gradle(\.kts)?|libs\.versions\.toml|directory\.packages\.props|packages\.config|package\.swift|mix\.exs|pubspec\.yaml|environment\.ya?ml|conanfile\.(txt|py)|vcpkg\.json|deno\.jsonc?|podfile)$|(^|\/)(requirements|constraints)[^/]*\.(txt|in)$|(^|\/)requirements\/[^/]+\.(txt|in)$|\.(gemspec|csproj|fsproj)$/i;

export const WORKFLOWS =
  /^\.(github|gitea|forgejo)\/workflows\/[^/]+\.ya?ml$|^\.github\/actions\/.*action\.ya?ml$|(^|\/)action\.ya?ml$|^\.gitlab-ci\.ya?ml$|^\.circleci\/|^\.buildkite\/|(^|\/)jenkinsfile$|^azure-pipelines[^/]*\.ya?ml$|^\.travis\.yml$|^bitbucket-pipelines\.yml$/i;

/** Files that should hold secrets, or that hold them by accident; templates are not. */
export const SECRET_FILES =
  /(^|\/)(\.env(\.(?!(?:example|sample|template|dist|dev|development|test|testing|ci|defaults?)$)[^/]+)?|\.npmrc|\.pypirc|\.netrc|\.htpasswd|id_(rsa|dsa|ecdsa|ed25519)|credentials)$|\.(pem|key|p12|pfx|jks|keystore|kdbx)$/i;

export const BINARIES =
  /\.(png|jpe?g|gif|webp|avif|ico|bmp|tiff?|psd|pdf|zip|gz|tgz|bz2|xz|7z|rar|jar|war|class|exe|dll|so|dylib|a|o|wasm|woff2?|ttf|otf|eot|mp[34]|mov|avi|ogg|wav|webm|sqlite3?|db|bin|dat|pyc|parquet|npy|onnx|pt)$/i;
