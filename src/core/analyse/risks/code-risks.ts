import type { CodeRisk } from '../../model/risks.ts';

/** What makes a line of code one that an attacker would like to have changed. */
export interface CodePattern {
  readonly risk: CodeRisk;
  readonly pattern: RegExp;
  /** Where a line matches this, too, it is harmless. */
  readonly unless?: RegExp;
  /** It is harmless without this, too. */
  readonly needs?: RegExp;
  /** Only in these languages; absent: in all. */
  readonly languages?: readonly string[];
  /** It takes several of these to speak: each alone is mostly harmless. */
  readonly weak?: true;
  /** Strings count: `x-forwarded-for` stands in one. Else only what is code. */
  readonly inStrings?: true;
  /** What says no to somebody decides, even where it only seems to speak: `raise PermissionDenied("…")`. */
  readonly evenSaid?: true;
}

const HTML_LANGUAGES = [
  'javascript',
  'typescript',
  'python',
  'ruby',
  'php',
  'go',
  'java',
  'kotlin',
  'csharp',
];

// A pattern that matches much harmless code is not here: a task that nobody is convinced of costs more trust than one
// that is missing.
export const CODE_PATTERNS: readonly CodePattern[] = [
  {
    risk: 'proxy-trust',
    pattern:
      /\bremote_?ip\b|\bIpSpoof\w*|\bx[-_]forwarded[-_]\w+|\btrust_?prox(?:y|ies)\b|\bproxyfix\b|\bx[-_]real[-_]ip\b|\bforwarded_?allow_?ips\b|\btrusted_?prox(?:y|ies)\b|\bforwardedheaders\b|\bx_(?:for|host|proto|prefix)\b/i,
    inStrings: true,
  },
  {
    risk: 'host-trust',
    pattern:
      /\b(?:trusted|allowed)_?hosts?\b|\bhost_?is_?trusted\b|\bis_?(?:trusted|allowed)_?host\b|\bget_?host\(|\bhostValidation|\bDNS_?rebinding/i,
    inStrings: true,
  },
  {
    risk: 'certificate',
    pattern:
      /\bverify\s*[=:]\s*(?:False|false)\b|\bInsecureSkipVerify\b|\brejectUnauthorized\b|\bcheck_hostname\b|\bCERT_(?:NONE|OPTIONAL)\b|\bNODE_TLS_REJECT_UNAUTHORIZED\b|\bdanger_accept_invalid_(?:certs|hostnames)\b|\bssl_?verify(?:peer|host)?\b|\bverify_?(?:ssl|certs?|mode|peer|hostname)\b|\bHostnameVerifier\b|\bX509TrustManager\b|\bServerCertificateValidationCallback\b|\bload_cert_chain\b|\bload_verify_locations\b|\bcreate_unverified_context\b|\bclient_?certs?\b|\bVERIFY_NONE\b|\bassert_(?:hostname|fingerprint)\b|\buse_privatekey\w*|\bload_(?:pem|der)_private_key\b|\bSSLKEYLOGFILE\b|\bkeylog_?file\w*/i,
    inStrings: true,
  },
  {
    risk: 'escaping',
    pattern:
      /\bmark_?safe\(|\bMarkup\(|\bautoescape\b|\bdangerouslySetInnerHTML\b|\.(?:inner|outer)HTML\s*\+?=(?!=)|\binsertAdjacentHTML\(|\bv-html\b|\bhtml_safe\b|\bbypassSecurityTrust\w+|\btemplate\.(?:HTML|JS|URL|CSS)\(|\bhtml\.(?:un)?escape\(|\b(?:un)?escape_?html\b|\bhtmlspecialchars\b|\bDOMPurify\b|\bbleach\.\w|\bnh3\.\w|\bsanitize_?(?:html|url|feed|content|input|markup|svg|uri|link)\b|\bHtmlSanitizer\b|\b(?:allowed|safe)_?(?:tags|attributes|attrs|schemes|protocols)\b/i,
    unless: /\.innerHTML\s*=\s*(?:''|""|``)/,
    languages: HTML_LANGUAGES,
  },
  {
    // Line ends that somebody else gives make headers of their own.
    risk: 'escaping',
    pattern: /%0[dD]\b.*%0[aA]|\b(?:contains|includes|indexOf|search|test)\(\s*[[/]?["'/[][^)]{0,6}\\r["'\]]/,
    inStrings: true,
  },
  {
    risk: 'permission',
    pattern:
      /\bpermission_?required\b|\blogin_?required\b|\bpermission_classes\b|\bauthentication_classes\b|\bhas_?perms?(?:ission)?s?\(|\bhas_object_permission\b|\bcheck_?(?:object_)?permissions?\(|\b@?(?:Pre|Post)Authorize\b|@Secured\b|@RolesAllowed\b|\bhasAnyRole\(|\bhasRole\(|\bhasAuthority\(|\bpermitAll\b|\bis_?(?:superuser|staff|authenticated)\b|\bAllowAny\b|\bIsAuthenticated\b|\brequire_?(?:auth|admin|login|permissions?|role)\b|\bskip_before_action\s+:auth|\bauthorize_?(?:resource|request|user)!?\b|\[AllowAnonymous\]|\[Authorize\b|\bensureAuthenticated\b|\brestrict\(\s*(?:self\.)?request\.user/i,
  },
  {
    risk: 'permission',
    pattern: /\b(?:has|check|require|ensure|assert|verify)_?\w*(?:perm|permission|access|role)s?\(/i,
  },
  {
    risk: 'permission',
    pattern: /\.is_?(?:admin|moderator|owner)\b/i,
    languages: ['python', 'ruby', 'php', 'go', 'java', 'kotlin', 'csharp'],
  },
  {
    risk: 'permission',
    pattern: /\bchmod\b.{0,40}\b0?o?(?:777|666)\b|\b0o?(?:777|666)\b|\bos\.umask\(\s*0\s*\)|\bset[ug]id\(/,
    inStrings: true,
  },
  {
    risk: 'shell',
    pattern:
      /\bshell\s*[=:]\s*(?:True|true)\b|\bos\.(?:system|popen)\(|\bshlex\.(?:quote|split|join)\(|\bshell_?(?:escape|quote)\b|\bescapeshell(?:arg|cmd)\(|\bexecSync\(\s*`|\bexec\(\s*`[^`]*\$\{|\bshell_exec\(|\bpassthru\(/i,
  },
  {
    risk: 'shell',
    pattern:
      /["'`](?:ba|z|da)?sh["'`]\s*,\s*(?:\[\s*)?["'`]-[a-z]*c["'`]|["'`]cmd(?:\.exe)?["'`]\s*,\s*["'`]\/c["'`]/,
    inStrings: true,
  },
  { risk: 'shell', pattern: /(?:^|[;&|(\s])eval\s+[^#]*\$|\bIFS=/, languages: ['shell'], inStrings: true },
  {
    risk: 'shell',
    pattern: /\beval\s+\\?["$]|\bprintf\s+['"]?%q\b|\bstring escape\b|\$\{\w+@Q\}/,
    inStrings: true,
  },
  {
    risk: 'execution',
    pattern: /(?<![.\w])(?:eval|exec)\(/,
    languages: ['python'],
  },
  {
    risk: 'execution',
    pattern:
      /(?<![.\w$])eval\(|\bnew Function\(|\bvm\.(?:runIn\w+|Script|compileFunction)\b|\b(?:instance|class)_eval\b(?!\s*(?:do\b|\{))|\bScriptEngine\b/,
    languages: ['javascript', 'typescript', 'ruby', 'php', 'java', 'kotlin'],
  },
  {
    risk: 'deserialisation',
    pattern:
      /\bc?pickle\.(?:loads?|Unpickler)\b|\byaml\.unsafe_load\(|\bUnsafeLoader\b|\bmarshal\.loads?\(|\bdill\.loads?\(|\bjoblib\.load\(|\bjsonpickle\b|\bObjectInputStream\b|\bunserialize\(|\bBinaryFormatter\b|\bMarshal\.(?:load|restore)\b|\bXMLDecoder\b|\benableDefaultTyping\b|\bactivateDefaultTyping\b|\bTypeNameHandling\b|\bresolve_entities\b|\bXMLConstants\.FEATURE_SECURE_PROCESSING\b|\ballow_pickle\s*=\s*True/,
  },
  {
    risk: 'deserialisation',
    pattern: /\byaml\.(?:load|load_all)\(/,
    unless: /Safe(?:Loader)?\b/,
    languages: ['python'],
  },
  {
    risk: 'redirect',
    pattern:
      /\bredirect\(\s*(?:request|req|params|self\.request)\b[.[]|\bsendRedirect\(\s*request\b|\burl_has_allowed_host|\bis_safe_(?:redirect_)?url\b|\bstrip_?auth\b|(?:headers_on_redirect|\bredirect_headers)\b|\bhttp\.Redirect\([^)]*\br\.(?:URL|Form|Header)|\b(?:next|return|redirect)_?url\s*=\s*(?:request|req|params)\b|\bredirect_to\s+params\b/i,
  },
  {
    risk: 'path',
    pattern:
      /\bsecure_filename\(|\bextractall\(|\bunpack_archive\(|\bsend_from_directory\(|\bfilepath\.(?:IsLocal|EvalSymlinks)\(|\bsecurejoin\b|\bisFile(?:Serving|Loading)A\w+|\bfs\.(?:deny|strict)\b|\bpath_?traversal\b|\bis_?path_?(?:inside|within|safe)\b|\bisPathInside\b|\bfollow_?symlinks?\b|\bpath\.(?:realpath|commonpath|commonprefix)\(/i,
  },
  {
    risk: 'path',
    pattern:
      /\b(?:contains|startsWith|starts_with|start_with|includes|has_?prefix)\??\([^)]*["']\.\.[/\\]*["']/i,
    inStrings: true,
  },
  // In Ruby it joins pieces of HTML.
  { risk: 'path', pattern: /\bsafe_join\(/, languages: ['python'] },
  {
    risk: 'origin',
    pattern:
      /\baccess-control-allow-(?:origin|credentials|headers|methods)\b|\ballow_?origins?\b|\bcors_?(?:origin|allow)\w*|\b@CrossOrigin\b|\bcheck_?origin\b|\bcsrf_?(?:exempt|protect|token|cookie|check|trusted)\w*|\bxsrf\b|\bpostMessage\([^)]*['"]\*['"]|\b(?:content-security|permissions|referrer)-policy\b|\bx-frame-options\b|\bstrict-transport-security\b|\bx-content-type-options\b|\bskip_before_action\s+:verify_authenticity_token/i,
    // A page hands on the token that it was given.
    unless: /hx-headers=|\bx-csrf-token\b.*\bcsrf_token\(|@csrf\b/i,
    inStrings: true,
  },
  {
    risk: 'cookie',
    pattern:
      /\bset_?cookie\(|\bhttp_?only\b|\bsame_?site\b|\bSESSION_COOKIE_\w+|\bcookie_?(?:secure|domain|samesite|httponly|secret)\b|\bset-cookie\b|\bcookie\b.*\b(?:secure|partitioned|domain|max_?age)\b/i,
    inStrings: true,
  },
  {
    risk: 'query',
    pattern:
      /\.(?:execute|executemany|executescript|raw|query|exec)\(\s*(?:f["']|["'][^"']*["']\s*(?:%|\+|\.format\())|\bRawSQL\(|\$queryRawUnsafe\b|\.(?:query|execute|raw)\(\s*`[^`]*\$\{|\bfmt\.Sprintf\(\s*["`]\s*(?:SELECT|INSERT INTO|UPDATE [^"`]*\bSET|DELETE FROM)\b|f["']\s*(?:SELECT\b[^"']*\bFROM|INSERT INTO|UPDATE\b[^"']*\bSET|DELETE FROM)\b[^"']*\{|["']\s*(?:SELECT\b[^"']*\bFROM|INSERT INTO|UPDATE\b[^"']*\bSET|DELETE FROM)\b[^"']*["']\s*\+\s*\w/i,
    inStrings: true,
  },
  {
    risk: 'weak-crypto',
    pattern:
      /\bMODE_ECB\b|\bhmac(?:_?key|_?secret)?\b|\bcompare_digest\b|\btimingSafeEqual\b|\bConstantTimeCompare\b|\bconstant_time_compare\b|\bsecure_?compare\b|\bsecret_?keys?(?:_fallbacks)?\b|\bAES\/ECB\b|\bPBKDF2\w*|\bbcrypt\b|\bargon2\w*|\bscrypt\b|\bsecrets\.token_\w+|\bDES(?:ede)?\/|\balgorithms?\s*[:=]\s*\[?\s*["']none["']/i,
    unless: /\busedforsecurity\s*=\s*False\b/,
    inStrings: true,
  },
  {
    risk: 'handler',
    pattern:
      /@(?:\w+\.)?(?:post|put|patch|delete)\(\s*["']|@\w+\.route\([^)]*methods\s*=\s*[[(][^)\]]*(?:POST|PUT|PATCH|DELETE)|\b(?:[rg]|router|app|server|fastify|mux|group)\.(?:post|put|patch|delete|Post|Put|Patch|Delete|POST|PUT|PATCH|DELETE)\(\s*["'`]\/|\bHandleFunc\(\s*["'`](?:POST|PUT|PATCH|DELETE) |@(?:Post|Put|Patch|Delete)(?:Mapping\b|\()|\[Http(?:Post|Put|Patch|Delete)\b|#\[(?:post|put|patch|delete)\(|\.route\([^)]*,\s*(?:web::)?(?:post|put|patch|delete)\(|\bRoute::(?:post|put|patch|delete)\(/,
    inStrings: true,
  },
];

/** What opens a door. Where it is gone, the door is shut, and nobody has to look. */
export const OPENS_A_DOOR =
  /\bverify\s*[=:]\s*false\b|\bssl_?verify\w*\s*[=:]\s*(?:false|0)\b|\bInsecureSkipVerify\s*:\s*true\b|\brejectUnauthorized\s*:\s*false\b|\b(?:CERT|VERIFY)_NONE\b|\bcreate_unverified_context\b|\bdanger_accept_invalid_\w+|\bshell\s*[=:]\s*true\b|\bos\.(?:system|popen)\(|\bAllowAny\b|\bcsrf_exempt\b|\bunsafe_load\b|\.html_safe\b|\bmark_?safe\(|\bdangerouslySetInnerHTML\b|\bv-html\b/i;
