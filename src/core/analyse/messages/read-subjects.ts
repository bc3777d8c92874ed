import type { ChangeMessage } from '../../model/change-message.ts';

/** Whoever wrote the message knows more of the change than its lines tell. */
const SECURITY =
  /\bCVE-\d{4}-|\bGHSA-\w|\bvulnerab\w+|\bexploit\w*|\bMerge commit from fork\b|\b(?:XSS|CSRF|XSRF|SSRF|XXE|IDOR|RCE|ReDoS|SQLi|HTTPoxy|slowloris)\b|\bdenial[ -]of[ -]service\b|\b(?:sql|command|code|header|html|script|template|log|crlf|prompt)[ -]injections?\b|\b(?:path|directory|slash|dir)[ -]traversal\b|\bzip[ -](?:slip|bombs?)\b|\bdecompression bombs?\b|\bprivilege escalation\b|\b(?:auth\w*|permissions?|access|security|filter|validation|restriction|check|matcher|policy|protection|sandbox|rate[ -]limit\w*)[ -]bypass\w*|\bbypass\w*\b.{0,40}\b(?:auth\w*|permissions?|access|security|validation|restrict\w+|checks?|policy|protection|sandbox|rate[ -]?limit\w*)\b|\bunauthori[sz]ed\b|\bunauthenticated\b|\bopen redirects?\b|\bspoof(?:ing|ed|able)\b|\bsmuggling\b|\bhijack\w*|\bclickjacking\b|\btiming attacks?\b|\bconstant[ -]time\b|\bbrute[ -]?forc\w+|\binformation (?:disclosure|leak)\w*|\bleak\w*\b.{0,30}\b(?:tokens?|passwords?|secrets?|credentials?|cookies?|private)\b|\b(?:tokens?|passwords?|secrets?|credentials?|cookies?)\b.{0,20}\bleak\w*|\buntrusted\b|\bsanitis\w+|\bsanitiz\w+|\bpermission checks?\b|\b(?:check|enforce|require|missing|restrict|validate|verify)\w*\b.{0,30}\b(?:permissions?|authori[sz]ation|authentication|ownership|access control)\b|\bsecurity (?:fix|issue|hole|patch|bug|hardening)\w*|\bharden(?:s|ed|ing)?\b|\b(?:content-length|transfer-encoding)\b|\benforc\w+\b.{0,40}\b(?:limits?|max\w*|size|length|rules?)\b/i;

/** `fix(ci): …` mends what builds, not what is built. */
const NO_PRODUCT =
  /^\s*(?:\w+\s*\((?:ci|docs?|tests?|deps?(?:-dev)?|build|release|lint|types?|examples?|i18n)\)|(?:ci|docs?|tests?|build|chore|style|refactor|lint|types?|typing|perf|i18n)(?:\([^)]*\))?)\s*!?:/i;

const FAULT =
  /\b(?:fix(?:e[sd]|ing)?|bug ?fix|bugs?|hotfix|regressions?|crash(?:e[sd])?|panics?|race condition|deadlocks?|memory leaks?|wrong(?:ly)?|incorrect(?:ly)?|off[ -]by[ -]one)\b/i;

/** Which issue it closes says nothing of what it was. */
const CLOSES = /\(?\b(?:fix(?:es|ed)?|close[sd]?|resolve[sd]?):?\s+(?:#\d+|https?:\S+)\)?/gi;

/** Faults of what no test would show. */
const NO_FAULT =
  /\b(?:misleading|(?:error |log )?messages?|logs?|logging|typos?|spelling|grammar|lints?|linter|linting|warnings?|formatt?\w*|comments?|docs?|docstrings?|documentation|readme|changelog|links?|tests?|specs?|flaky|ci|workflows?|build|builds|compil\w+|types?|typing|typings|annotations?|mypy|pyright|clippy|nits?|style|styles|styling|css|colou?rs?|icons?|layouts?|padding|margins?|fonts?|translations?|i18n|locales?|merge conflicts?|deprecat\w+|whitespace|imports?|names?|naming|wording|ui|ux|design|version|release|lock ?file|dependency|dependencies|deps)\b/i;

const MAX_SUBJECT = 160;

/** What a message says of the change, in its first line; a name of a vulnerability may stand below. */
export interface Said {
  readonly message: ChangeMessage;
  readonly subject: string;
}

/** The newest commit that says to be about security; of merges the line below the first is what people wrote. */
export const saidOfSecurity = (messages: readonly ChangeMessage[]): Said | undefined =>
  findSaid(messages, (subject) => SECURITY.test(subject) && !NO_PRODUCT.test(subject));

/** The newest commit that says to mend a fault of the program. */
export const saidOfFault = (messages: readonly ChangeMessage[]): Said | undefined =>
  findSaid(
    messages,
    (subject) =>
      FAULT.test(subject.replaceAll(CLOSES, '')) && !NO_FAULT.test(subject) && !NO_PRODUCT.test(subject),
  );

/** Nothing but a warning that something goes one day. */
export const onlyDeprecates = (messages: readonly ChangeMessage[]): boolean =>
  messages.length > 0 &&
  messages.every(({ text }) => /^(?:\w+(?:\([^)]*\))?!?:\s*)?deprecate/i.test(subjectOf(text)));

/** Who runs a formatter reads what it did by running it again. */
export const onlyFormats = (messages: readonly ChangeMessage[]): boolean =>
  messages.length > 0 &&
  messages.every(({ text }) =>
    /^(?:\w+(?:\([^)]*\))?!?:\s*)?(?:apply|run|use|reformat|format)\w*\b.{0,30}\b(?:prettier|black|gofmt|gofumpt|rustfmt|clang-format|ruff|biome|pint|php-cs-fixer|rubocop|spotless|formatt\w+|format)\b/i.test(
      subjectOf(text),
    ),
  );

/** All of it takes back what was there a while ago: it was read then. */
export const isRevert = (messages: readonly ChangeMessage[]): boolean =>
  messages.length > 0 && messages.every(({ text }) => /^Revert\b/i.test(subjectOf(text)));

function findSaid(messages: readonly ChangeMessage[], says: (subject: string) => boolean): Said | undefined {
  for (const message of messages) {
    const subject = subjectOf(message.text);
    if (says(subject)) return { message, subject: subject.slice(0, MAX_SUBJECT) };
  }
  return undefined;
}

/** `Merge pull request #1 from a/b` says nothing itself: GitHub puts the title below, and with advisories, too. */
function subjectOf(text: string): string {
  const [first = '', ...rest] = text.split('\n', 20).map((line) => line.trim());
  const next = rest.find((line) => line !== '') ?? '';
  if (/^Merge commit from fork\b/i.test(first)) return `${first}: ${next}`;
  return /^Merge (?:pull request|branch|remote|tag)\b/i.test(first) ? next : first;
}
