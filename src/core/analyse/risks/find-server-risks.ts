import type { RiskyLine } from '../../model/evidence.ts';
import type { BuildRisk } from '../../model/risks.ts';
import type { ChangedPath } from '../rules/rule.ts';

const MAX_SHOWN = 160;

const SERVERS =
  /(?:^|\/)(?:nginx|apache2?|httpd|caddy|haproxy|traefik|lighttpd|sites-(?:available|enabled))\/|(?:^|\/)(?:caddyfile|haproxy\.cfg|\.htaccess|httpd\.conf)[^/]*$|nginx[^/]*\.(?:conf|j2|tmpl|template)$|\.(?:conf|vhost)$|(?:^|\/)_headers$|(?:^|\/)security\.ya?ml$/i;
const CONTAINERS =
  /(?:^|\/)(?:dockerfile|containerfile)[^/]*$|\.dockerfile$|(?:^|\/)(?:docker-)?compose[^/]*\.ya?ml$|(?:^|\/)(?:k8s|kubernetes|helm|charts?|manifests|kustomize)\/.*\.(?:ya?ml|tpl)$|\.service$/i;

/** What a server sends along, whom it lets in and whom it believes. */
const POLICY =
  /content[-_]security[-_]policy|x[-_]frame[-_]options|strict[-_]transport[-_]security|x[-_]content[-_]type[-_]options|referrer[-_]policy|permissions[-_]policy|access[-_]control[-_]allow|x[-_]forwarded|x[-_]real[-_]ip|\bset_real_ip_from\b|\breal_ip_header\b|\bssl_(?:protocols|ciphers|verify_client|client_certificate)\b|\bauth_(?:basic|request)\b|^\s*(?:allow|deny)\s+(?:all|from|\d)|\bclient_max_body_size\b|\blimit_(?:req|conn)\b|\bautoindex\s+on\b|\bserver_tokens\b|\bRequire\s+(?:all|ip|valid-user|not)\b|\bOptions\b.*\bIndexes\b|\bAllowOverride\b|\btrusted_proxies\b|\bbasic_?auth\b|\btls_insecure_skip_verify\b|\bSSLVerifyClient\b|\binternal\s*;|\baccess_control\b|\broles?\s*:\s*\S|\bPUBLIC_ACCESS\b|\bIS_AUTHENTICATED_\w+/i;

/** What lets a container out, or lets it do more. A user who is not root lets it do less. */
const RIGHTS =
  /\bprivileged\s*:\s*true\b|\bnetwork_mode\s*:\s*["']?host\b|\bhost(?:Network|PID|IPC)\s*:\s*true\b|\bcap_add\b|\bcapabilities\s*:|\/var\/run\/docker\.sock\b|^\s*USER\s+(?:root|0)\b|\ballowPrivilegeEscalation\b|\brunAs(?:User|NonRoot|Group)\b|\breadOnlyRootFilesystem\b|\bsecurity_opt\b|\bseccomp\w*\b|\bapparmor\b|\bverbs\s*:\s*\[?\s*["']?\*|\bNoNewPrivileges\b|\bCapabilityBoundingSet\b|\bProtectSystem\b|\bAmbientCapabilities\b/i;

/** Lines of servers' and containers' configurations that let others do something, or no longer do. */
export function findServerRisks(path: ChangedPath): readonly RiskyLine[] {
  const { classes, lines } = path;
  if (lines === undefined || classes.has('test') || classes.has('example') || classes.has('source'))
    return [];
  const [risk, pattern]: readonly [BuildRisk, RegExp] = CONTAINERS.test(path.path)
    ? ['container-rights', RIGHTS]
    : ['server-policy', POLICY];
  if (risk === 'server-policy' && !SERVERS.test(path.path)) return [];
  return lines.hunks
    .flatMap((hunk) => hunk.lines)
    .filter(({ moved, kind, code }) => kind === 'code' && !moved && pattern.test(code))
    .map(({ line, side, text }) => ({
      kind: 'risk',
      risk,
      file: path.path,
      line,
      text: text.trim().slice(0, MAX_SHOWN),
      ...(side === 'removed' ? { removed: true as const } : {}),
    }));
}
