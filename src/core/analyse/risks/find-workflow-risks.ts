import type { ChangedLine } from '../../model/changed-lines.ts';
import type { RiskyLine } from '../../model/evidence.ts';
import type { BuildRisk } from '../../model/risks.ts';
import type { ChangedPath } from '../rules/rule.ts';

const MAX_SHOWN = 160;

/**
 * Text that whoever opens an issue or a pull request chooses. Harmless as the value of a key (`env`, `with`, `if`), which
 * no shell reads.
 */
const UNTRUSTED =
  /\$\{\{[^}]*\bgithub\.(?:head_ref|event\.(?:issue|pull_request|comment|review|discussion|pages|head_commit|commits)\b[^}]*\b(?:title|body|ref|label|message|name|email|page_name|default_branch))\b/;
const AS_VALUE = /^\s*(?:-\s+)?(?!run\b|script\b)[\w-]+\s*:\s*['"]?[^|>]*\$\{\{/;

const PATTERNS: readonly (readonly [BuildRisk, RegExp])[] = [
  ['foreign-code', /^\s*(?:-\s+|on\s*:.*)?\b(?:pull_request_target|workflow_run)\b\s*(?::|,|\]|\}|$)/],
  [
    'foreign-code',
    /\bref\s*:.*\$\{\{[^}]*(?:github\.event\.pull_request\.(?:head\.(?:sha|ref)|number)|github\.head_ref|github\.event\.workflow_run\.head_)/,
  ],
  [
    'write-permission',
    /\bwrite-all\b|^\s*(?:permissions\s*:\s*\{.*\b)?(?:contents|packages|id-token|actions|pull-requests|issues|deployments|security-events|checks|statuses|pages|attestations|discussions)\s*:\s*write\b|\bpermissions\s*:\s*\{[^}]*:\s*write\b/,
  ],
  ['secret-in-scope', /\bsecrets\s*:\s*inherit\b|\$\{\{[^}]*\bsecrets(?:\.|\[)(?!GITHUB_TOKEN\b)/],
];

const PIPED =
  /\b(?:curl|wget|iwr|irm|invoke-webrequest)\b[^|\n]*\|\s*(?:sudo\s+)?(?:\S*\/)?(?:ba|z|da|k)?sh\b|\b(?:curl|wget)\b[^|\n]*\|\s*(?:sudo\s+)?(?:python3?|node|perl|ruby)\b|\b(?:ba|z)?sh\s+(?:-c\s+["']?\$\(|<\()\s*(?:curl|wget)\b|\|\s*iex\b/i;

// `- uses: owner/name/path@ref # v1`
const USES = /^\s*(?:-\s+)?uses\s*:\s*['"]?([\w.-]+\/[\w.-]+(?:\/[^@\s'"]*)?)@([^\s'"#]+)/;
/** GitHub's own: whoever runs on their machines trusts them already. */
const FIRST_PARTY = /^(?:actions|github)\//;

/** Lines of a workflow that let others run code, write, or read secrets. Not: another version of an action. */
export function findWorkflowRisks(path: ChangedPath): readonly RiskyLine[] {
  const { classes, lines } = path;
  if (lines === undefined || !classes.has('workflow')) return [];
  const all = lines.hunks.flatMap((hunk) => hunk.lines);
  const gone = new Set(all.flatMap((line) => (line.side === 'removed' ? (usesOf(line)?.action ?? []) : [])));
  const secrets = new Set(all.flatMap((line) => (line.side === 'removed' ? secretsIn(line) : [])));
  const narrows = path.change.kind !== 'added' && all.some(isNarrowing);
  return all
    .filter(({ side, moved, kind }) => side === 'added' && !moved && kind === 'code')
    .flatMap((line) => {
      const found = riskOf(line, gone);
      const risk =
        (found === 'write-permission' && narrows) ||
        (found === 'secret-in-scope' && !isNewSecret(line, secrets))
          ? undefined
          : found;
      return risk === undefined ? [] : [evidenceAt(path, line, risk)];
    });
}

const secretsIn = ({ code }: ChangedLine): readonly string[] =>
  [...code.matchAll(/\bsecrets\.(\w+)/g)].flatMap(([, name]) => name ?? []);

/** Not one that stood there under another key, and not a question whether it is there. */
const isNewSecret = (line: ChangedLine, gone: ReadonlySet<string>): boolean =>
  !/\bsecrets\.\w+\s*[!=]=/.test(line.code) &&
  (secretsIn(line).length === 0 || secretsIn(line).some((name) => !gone.has(name)));

/** Who says for the first time what a workflow may do takes the rest away. */
const isNarrowing = ({ side, code }: ChangedLine): boolean =>
  side === 'added' && /^permissions\s*:\s*(?:\{\s*\}|read-all|\{.*read\s*\})?\s*$/.test(code);

/** Scripts that are fetched and run at once, in anything that builds. */
export function findPipedScripts(path: ChangedPath): readonly RiskyLine[] {
  const { classes, lines } = path;
  const builds =
    /(?:^|\/)(?:dockerfile|containerfile|makefile|justfile)[^/]*$|\.(?:sh|bash|ps1|dockerfile)$/i.test(
      path.path,
    );
  if (lines === undefined || !builds || classes.has('test') || classes.has('example')) return [];
  return lines.hunks
    .flatMap((hunk) => hunk.lines)
    .filter(({ side, moved, kind, code }) => side === 'added' && !moved && kind === 'code' && isPiped(code))
    .map((line) => evidenceAt(path, line, 'piped-script'));
}

/** `echo "curl … | sh"` tells people what to type. */
const isPiped = (code: string): boolean =>
  PIPED.test(code) && !/^\s*(?:echo|printf|say|print|log\w*)\b/.test(code);

function riskOf(line: ChangedLine, gone: ReadonlySet<string>): BuildRisk | undefined {
  const { code } = line;
  const uses = usesOf(line);
  if (uses !== undefined)
    return FIRST_PARTY.test(uses.action) || uses.pinned || gone.has(uses.action)
      ? undefined
      : 'unpinned-action';
  if (UNTRUSTED.test(code) && !AS_VALUE.test(code)) return 'untrusted-expression';
  if (isPiped(code)) return 'piped-script';
  return PATTERNS.find(([, pattern]) => pattern.test(code))?.[0];
}

function usesOf({ code }: ChangedLine): { readonly action: string; readonly pinned: boolean } | undefined {
  const [, action, ref] = USES.exec(code) ?? [];
  return action === undefined || ref === undefined
    ? undefined
    : { action, pinned: /^(?:[0-9a-f]{40}|[0-9a-f]{64}|sha256:)/.test(ref) };
}

const evidenceAt = ({ path }: ChangedPath, { line, text }: ChangedLine, risk: BuildRisk): RiskyLine => ({
  kind: 'risk',
  risk,
  file: path,
  line,
  text: text.trim().slice(0, MAX_SHOWN),
});
