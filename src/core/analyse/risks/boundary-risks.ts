import type { CodePattern } from './code-risks.ts';

/** Languages of servers: in a browser the same words say how something looks. */
const SERVER_LANGUAGES = [
  'python',
  'ruby',
  'php',
  'go',
  'java',
  'kotlin',
  'csharp',
  'rust',
  'elixir',
  'scala',
];

// What lies between the program and others: how much they may ask, where they can send us, whose data they see, and how
// what they send is read.
export const BOUNDARY_PATTERNS: readonly CodePattern[] = [
  {
    risk: 'limit',
    pattern:
      /\bMaxBytesReader\b|\bLimitReader\(|\bRequestEntityTooLarge\b|\bPayloadTooLarge\w*|\bMaxHeaderBytes\b|\bReadHeaderTimeout\b|\bDATA_UPLOAD_MAX_\w+|\bclient_max_body_size\b|\b(?:max|limit)_?(?:request_?|response_?|decompress\w*_?|uncompressed_?|upload_?|header_?|body_?|payload_?|form_?|field_?|message_?|frame_?|content_?|file_?|zip_?)(?:body_?|header_?|memory_?)?(?:size|len(?:gth)?|bytes|fields?|files?|parts?|entries|count|lists?)\b|\b(?:body|upload|payload|header|request|recursion|nesting|depth|decompress\w*)_?(?:size_?)?limit\w*\b|\bmax_?(?:nesting|depth|recursion|redirects)\b|\bmax_?(?:headers|buf(?:fer)?_?size|header_?list\w*)\b|\bset_?(?:Read|Write)_?Deadline\(/i,
    unless: /^\s*(?:type|interface)\b|\bmaxlength=|\bmax_length\s*=|\bmaxDepth\s*\?\s*:/i,
  },
  {
    risk: 'limit',
    pattern:
      /\brate_?limit(?:er|s|ed|ing)?\b|\bthrottle_(?:classes|scope|rates)\b|\bThrottleRequests\b|\bRateLimiter\b|\bslow_?down\b|\blimit_?req\b|\b(?:login|failed|max)_?attempts\b|\bcheck_limit_\w+|\blockout\b|\b(?:re|h)?captcha\w*|\bturnstile\b/i,
  },
  {
    // What unpacks without end fills the memory or the disk.
    risk: 'limit',
    pattern:
      /\bgzip\.(?:NewReader|GzipFile|decompress)\b|\bzlib\.(?:decompress(?:obj)?|inflate\w*|gunzip\w*|createGunzip|createInflate|unzip\w*)\b|\bZlib::(?:GzipReader|Inflate)\b|\bzip\.(?:OpenReader|NewReader)\b|\bZipInputStream\b|\bGZIPInputStream\b|\bInflaterInputStream\b|\bGzDecoder\b|\bZlibDecoder\b|\bgz(?:decode|inflate|uncompress)\(|\bbrotli\.decompress\b/i,
    inStrings: true,
  },
  {
    risk: 'outgoing',
    pattern:
      /\bssrf\w*|\bis_?(?:private|loopback|link_?local|global|internal|reserved|unspecified|multicast)(?:_?(?:ip|address|addr|host|network|url|v?4|v?6))?\(|\bIs(?:Private|Loopback|LinkLocalUnicast|Unspecified)\b|\bprivate_?(?:ips?|networks?|addresses|hosts?)\b|\b(?:blocked|denied|allowed|forbidden|safe|internal)_?(?:ips?|urls?|addresses|networks?|domains?|cidrs?)\b|\b(?:block|deny|allow)_?(?:private|local|internal)\w*|\bis_?(?:safe|allowed|valid)_?(?:ip|remote_?url|outgoing)\w*|\b169\.254\.169\.254\b|\buseSSRF\w*|\bsafe_?(?:fetch|request|http_?client)\b/i,
    unless: /\bmake\w*private\b/i,
    inStrings: true,
  },
  {
    risk: 'visibility',
    pattern:
      /\b(?:visible_?(?:to|for)\w*|accessible_?(?:by|to|for)\w*|viewable_?by|readable_?by|scope_?visible|restrict\w*Query|only_?published|published_?only|unscoped|with_?trashed|not_?deleted|include_?deleted|hide_?deleted|filter_?by_?(?:user|owner|tenant|account|permission)\w*|for_?(?:user|tenant|current_?user))\b/i,
    languages: [...SERVER_LANGUAGES, 'javascript', 'typescript'],
  },
  {
    risk: 'visibility',
    pattern:
      /\b(?:where|filter(?:_by)?|exclude|find(?:_by|One|All|Unique|First|Many)?|get_object_or_404|first_or_404|scope|and_?where|count)\b.{0,60}\b(?:current_?user|request\.user|req\.user\b|auth\(\)|(?:user|owner|tenant|account|org(?:ani[sz]ation)?|workspace|team)(?:_?id|_?uuid)?\s*(?:=>?|:|==|,|\)))/i,
    languages: SERVER_LANGUAGES,
    weak: true,
  },
  {
    risk: 'visibility',
    pattern: /\bis_?(?:deleted|private|hidden|draft|unlisted|public)\b|\bvisibility\b/i,
    languages: SERVER_LANGUAGES,
    weak: true,
  },
  {
    // Where one party sees another end of a request than the next one, requests are smuggled.
    risk: 'request-parsing',
    pattern:
      /(?:\btransfer[-_]encoding\b|\bcontent_length\b.*=>|\bchunked\b(?!\()|\bHTTP_PROXY\b|\b(?:content[-_]length)\b.*(?:\btransfer|\bnegative|<\s*0|\bdigit|\bmultiple|\bduplicate|\bconflict|\binvalid|\bparse|\bmatch|\btest\()|\bobs[-_]?fold\b|\blenient\w*\b|\b(?:raw|escaped|encoded)_?path\b|\bfilepath\.(?:Clean|ToSlash)\b|\bpath\.Clean\b|\bdecodeURIComponent\b|\bunquote\(|\b%2[ef]\b|\\\\x00|\\\\0|\bnull_?byte)/i,
    needs:
      /(?:\bif\b|\belif\b|\bunless\b|\bcase\b|\bmatch\b|\bwhen\b|[=!]=|&&|\|\||\bnot\b|\bin\b|=>|\.(?:delete|del|remove|unset)\b|\bdelete\b|\bdel\b|\?)/i,
    inStrings: true,
  },
  {
    risk: 'upload',
    pattern:
      /\b(?:allowed|permitted|accepted|valid|supported|blocked|forbidden|denied)_?(?:file_?)?(?:extensions?|mime_?types?|content_?types?|upload_?types?|file_?types?)\b|\bis_?(?:allowed|valid)_?(?:extension|mime|file_?type|upload)\w*|\bmulter\(|\bmove_uploaded_file\(|\bstoreAs\(|\bgetClientOriginal(?:Name|Extension)\(|\boriginal_?filename\b/i,
  },
  {
    // A door that is shut, or was: 403 in whatever words.
    risk: 'permission',
    pattern:
      /\b(?:sendStatus|status|abort|head|code|json|error|Error|http_response_code|HttpResponse|HTTPException|NewHTTPError)\(?[\s(]*(?:status_code\s*=\s*)?(?:40[13]\b|:forbidden|:unauthorized|status\.HTTP_40[13]|http\.Status(?:Forbidden|Unauthorized))|\bPermissionDenied\b|\bHttpResponseForbidden\b|\bHTTPForbidden\b|\bForbidden(?:Exception|Error|HttpException)\b|\bAccessDenied(?:Exception|HttpException|Error)?\b|\bStatus(?:Forbidden|Unauthorized)\b|\bNot_?Authorized\w*\b/,
    unless:
      /[=!]==?\s*(?:40[13]|http\.Status)|\bcase\b|\bimport\b|\bcatch\b|\bexcept\b|\binstanceof\b|\bis_?equal|\bexpect/i,
    languages: [...SERVER_LANGUAGES, 'javascript', 'typescript'],
    inStrings: true,
    evenSaid: true,
  },
  {
    risk: 'permission',
    pattern:
      /\bbefore_action\s+:(?:require|authenticate|authorize|ensure|check)\w*|->middleware\(\s*\[?\s*["'](?:auth|can|guest|role|permission|signed)|@UseGuards\(|@Public\(\)|@Roles\(|\bGate::\w+|\$this->authorize\(|\bisGranted\(|\bauthorize!|\bcan_?access\w*|\b(?:user|account|member|role)\w*\.(?:can|may)\w*\(|\bcheckUserCan\w*|\buserCan\w*\(|\bis_?root\b|\bhas_?access\w*|\bcheck_?access\w*|\bDepends\(\s*(?:get_)?(?:current_(?:active_)?(?:user|admin)|require)\w*|\bRequire(?:Auth|Admin|Superuser|Role|Permission)\w*\(|\bskip_?auth\w*|\bno_?auth\b|\bpublic_?(?:routes?|paths?|endpoints?)\b|\b(?:anonymous|unauthenticated)_?(?:access|allowed|users?)\b|\ballow_?(?:anonymous|guest|public)\w*/i,
    unless: /<\/?Require|\bis_?root_?(?:path|dir|folder|node|element|url)/i,
    inStrings: true,
  },
  {
    // Who comes through to what is behind it.
    risk: 'permission',
    pattern:
      /\.(?:use|Use|with|With|bind|Bind|wrap|Wrap|add_?[mM]iddleware|addHook)\(.*\b(?:\w+\.)?\w*(?:[Aa]uth(?!or\b)|[Rr]equire(?!\()|[Pp]ermission|[Cc]srf|[Pp]rotect|[Gg]uard)\w*/,
    unless: /\brequire\(/,
  },
  {
    risk: 'session-code',
    pattern:
      /\breset_session\b|\b(?:invalidate|revoke|destroy|expire|rotate|terminate|purge)_?\w*(?:session|token|cookie|login)s?\w*\(|\b(?:session|token)s?\.(?:invalidate|revoke|destroy|regenerate|rotate|expire)\w*\(|\bregenerate_?(?:id|session)\w*\(|\bcycle_key\(|\bsession_regenerate_id\b/i,
  },
  {
    risk: 'weak-crypto',
    pattern:
      /\b(?:check|set|verify|hash|make|compare|validate|reset)_?passwords?(?:_?hash)?\(|\bpassword_(?:hash|verify)\(|\bjwt\.(?:decode|encode|verify|sign|Parse\w*|New\w*)\b|\bParseWithClaims\b|\bverify_signature\b|\bSigningMethod\w+|\bhmac\.(?:new|New|Equal|compare)|\bhash_equals\(|\bsubtle\.\w+|\bcrypto\.(?:randomBytes|createCipher\w*|createDecipher\w*|createHmac|sign|verify|publicEncrypt|privateDecrypt)\b|\bSecureRandom\b|\b(?:token|secret|password|nonce|salt|otp|csrf)\w*\s*:?=.*\b(?:Math\.random\(|random\.(?:choice|randint|random)\b|rand\.\w+\()/i,
  },
  {
    risk: 'deserialisation',
    pattern:
      /\bdisallow-doctype-decl\b|\bexternal-(?:general|parameter)-entities\b|\bload-external-dtd\b|\bDocumentBuilderFactory\.newInstance|\bSAXParserFactory\.newInstance|\bXMLInputFactory\.new|\bdefusedxml\b|\bLIBXML_NOENT\b|\bresolveEntities\b|\bnoent\b/,
    inStrings: true,
  },
  {
    risk: 'escaping',
    pattern:
      /\b(?:rehype-raw|rehypeRaw|allowDangerousHtml|disable_?escap\w+|no_?escape|safe_?html|trustAsHtml|SafeString|Html\.Raw)\b|\{!!.*!!\}|\|\s*safe\b(?!\w)|<%==/,
    // Translations are the project's own.
    unless: /\{!!\s*(?:__|trans|lang|csrf_field|method_field)\(/,
    languages: ['javascript', 'typescript', 'python', 'ruby', 'php', 'java', 'csharp'],
  },
];
