/** What a line of code decides that an attacker would like to. */
export type CodeRisk =
  | 'permission'
  | 'proxy-trust'
  | 'host-trust'
  | 'escaping'
  | 'certificate'
  | 'secret'
  | 'shell'
  | 'execution'
  | 'deserialisation'
  | 'redirect'
  | 'path'
  | 'origin'
  | 'cookie'
  | 'query'
  | 'weak-crypto'
  | 'handler'
  | 'limit'
  | 'outgoing'
  | 'visibility'
  | 'request-parsing'
  | 'upload'
  | 'auth-code'
  | 'session-code'
  | 'crypto-code';

/** What a line of a workflow or of a build lets others do. */
export type BuildRisk =
  | 'foreign-code'
  | 'write-permission'
  | 'unpinned-action'
  | 'piped-script'
  | 'secret-in-scope'
  | 'untrusted-expression'
  | 'server-policy'
  | 'container-rights'
  | 'distribution';

export type LineRisk = CodeRisk | BuildRisk;
