import type { StoreFailureKind } from '../../app/ports/store-failure.ts';

export type Pattern = readonly [RegExp, StoreFailureKind];

// Matched from top to bottom against what was printed, without quoted names and refs. Samples of git 2.39, OpenSSH 9.2
// and of forges stand behind their patterns.

/** What says plainly what it is, whatever the status of an HTTP answer. */
export const SAID_PLAINLY: readonly Pattern[] = [
  // fatal: the receiving end does not support --atomic push
  [/^fatal: the receiving end does not support --atomic push/m, 'no-atomic'],
  // ! … [remote rejected] (deny updating a hidden ref)
  [/deny updating a hidden ref/, 'hidden-refs'],
  // remote: error: cannot lock ref 'refs/agentic/locks/q': Unable to create '/srv/shop.git/./refs/…/q.lock': File exists.
  [/Unable to create '': File exists/, 'server-lock'],
  // remote: fatal: unable to write loose object file: No space left on device / Disk quota exceeded / GitLab: "Your push to
  // this repository has been rejected because it would exceed storage limits" / Bitbucket: "is over its size limit: 4GB"
  [
    /no space left on device|quota (?:has been )?exceeded|exceed\w* (?:\S+ ){0,4}(?:quota|storage)|(?:over|exceeds?) its (?:\S+ ){0,2}size limit|repository size limit/i,
    'server-full',
  ],
  // GitHub: "GITHUB PUSH PROTECTION … Push cannot contain secrets": the rule of a repository, but nothing about its branches
  [/push protection|contains? secrets?\b|GH009/i, 'hook-declined'],
  // GitHub GH001: "File a.bin is 123 MB; this exceeds GitHub's file size limit of 100.00 MB" / GitLab: "check in one or more
  // blobs which exceed the 10MiB limit" / git: "pack exceeds maximum allowed size" / Azure: "TF402462 … its size is greater than"
  [
    /GH001|file size limit|large files? detected|blobs? (?:which|that) exceed|maximum (?:allowed )?(?:\w+ )?size|size is greater than|(?:too large|larger than|exceeds? the \S+ (?:file|blob|size|limit)|request entity too large|payload too large)/i,
    'too-large',
  ],
  // remote: This repository was archived so it is read-only. / Gitea: "repository is archived"
  [
    /\b(?:was|is|been|repository|repo|project) archived\b|archived (?:repository|repo|project)\b/i,
    'archived',
  ],
  // GitHub: "GH006: Protected branch update failed for refs/heads/x" (protected branch hook declined); "GH013: Repository rule
  // violations found" / Gitea: "Not allowed to push to protected branch x", "branch x is protected from force push" /
  // GitLab: "You are not allowed to push code to protected branches on this project." / Azure TF402455 / Bitbucket: "can only be
  // modified through pull requests", "Permission denied to update branch" / Gerrit: "(prohibited by Gerrit: not permitted: update)"
  [
    /protected branch|GH006|GH013|repository rule violations|protected from|branch \S* ?is protected|TF402455|through (?:a )?(?:pull|merge) requests?|must use a (?:pull|merge) request|permission denied to update branch|prohibited by gerrit/i,
    'protected-branch',
  ],
  // GitHub: "You have exceeded a secondary rate limit" (403)
  [/rate limit|too many requests/i, 'rate-limit'],
  // Gitea: "Interacting with repositories by HTTP protocol is not allowed"
  [/by HTTP protocol is not allowed|git over http\S* is (?:disabled|not allowed)/i, 'http-disabled'],
  // CONNECT tunnel failed, response 403 / Received HTTP code 407 from proxy after CONNECT / Could not resolve proxy: x
  [/CONNECT tunnel failed|from proxy after CONNECT|resolve proxy|proxy authentication/i, 'proxy'],
  // a certificate of the server, of curl with OpenSSL, GnuTLS, or of another system: "SSL certificate problem: self-signed
  // certificate", "server certificate verification failed", "SSL: no alternative certificate subject name matches"
  [/certificate|SEC_E_UNTRUSTED_ROOT|schannel: .*(?:trust|revocation)/i, 'certificate'],
  [/REMOTE HOST IDENTIFICATION HAS CHANGED|^Host key for .* has changed/m, 'host-key-changed'],
  [/^Host key verification failed|^No \S+ host key is known for/m, 'host-key-unknown'],
  // git@host: Permission denied (publickey).
  [
    /: Permission denied \([\w,-]+\)\.|Too many authentication failures|^Load key .*: bad permissions/m,
    'ssh-key',
  ],
  // fatal: could not read Username for 'https://…': terminal prompts disabled / fatal: Authentication failed for '…'
  [/terminal prompts disabled|could not read (?:username|password)|authentication failed/i, 'authentication'],
  // GitHub: "Permission to acme/shop.git denied to ana.", "Write access to repository not granted." / Gitea: "User permission
  // denied for writing.", over ssh "… is not authorized to write to …" / GitLab: "You are not allowed to push code to this
  // project.", "This deploy key does not have write access to this project." / ssh: "The key you are authenticating with has been
  // marked as read only." / Azure: "TF401027: You need the Git 'GenericContribute' permission" / git: "insufficient permission for
  // adding an object to repository database", "unable to create temporary object directory"
  [
    /\bdenied to \S+|denied for writing|write access|not (?:allowed|authori[sz]ed|permitted) to (?:push|write|upload|perform)|(?:not|n't) have (?:\w+ ){0,2}(?:write|push|sufficient|the right|permission|access)|marked as read.only|deploy key|TF401027|GenericContribute|insufficient (?:permission|privilege)|unable to create temporary object directory|read.only file ?system|repository is read.?only|read.only GitLab instance|account has been blocked|no (?:write|push) (?:access|permission)/i,
    'read-only',
  ],
];

/** What says little, or is said of many things; an HTTP status knows better. */
export const SAID_VAGUELY: readonly Pattern[] = [
  // fatal: '/srv/nope.git' does not appear to be a git repository / ERROR: Repository not found. / repository '…' not found
  [
    /does not appear to be a git repository|repository (?:'.*' )?not found|no such repository|project (?:you were looking for )?(?:could not be found|not found)/i,
    'not-found',
  ],
  // fatal: unable to update url base from redirection:
  [/from redirection|could not follow redirect/i, 'redirected'],
  // (hook declined) (pre-receive hook declined) (push declined due to …) / fatal: ref updates aborted by hook
  [/hook declined|push declined|aborted by hook/i, 'hook-declined'],
  // Could not resolve host: x / ssh: Could not resolve hostname x: Name or service not known
  [/could not resolve|name or service not known|name resolution|nodename nor servname/i, 'unknown-host'],
  // Failed to connect to 127.0.0.1 port 1 after 0 ms: Couldn't connect to server / ssh: connect to host x port 22: Connection refused
  [/connection refused|couldn't connect to server|failed to connect/i, 'connection-refused'],
  [
    /connection (?:reset|closed|timed out)|timed out|unreachable|no route to host|ssl|tls|curl \d+/i,
    'network',
  ],
  // fatal: unable to access '…': Empty reply from server / fatal: the remote end hung up unexpectedly
  [/unable to access|hung up unexpectedly|early eof|unexpected disconnect/i, 'network'],
  // a folder that we may not read or write
  [/permission denied/i, 'read-only'],
];
