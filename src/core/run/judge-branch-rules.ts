/** A rule of a forge for a branch, as far as a push is concerned: its kind, and what it says. */
export interface BranchRule {
  readonly type: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** What a push of ours is: a branch that is made or moved forward, by commits that nobody has signed. */
export interface PushToBranch {
  readonly branch: string;
  /** Whether it is there already. */
  readonly exists: boolean;
}

/** In words, what each kind would refuse; kinds that are not here let a push of ours pass, or cannot be known beforehand. */
export function judgeBranchRules(rules: readonly BranchRule[], push: PushToBranch): readonly string[] {
  const found = rules.flatMap((rule) => wordsFor(rule, push) ?? []);
  return [...new Set(found)];
}

function wordsFor({ type, parameters }: BranchRule, { branch, exists }: PushToBranch): string | undefined {
  switch (type) {
    case 'creation':
      return exists ? undefined : 'no such branch may be made';
    case 'update':
      return exists ? 'it may not be moved' : undefined;
    case 'pull_request':
    case 'merge_queue':
      return 'it changes by pull requests only';
    case 'required_status_checks':
    case 'workflows':
      return !exists && parameters['do_not_enforce_on_create'] === true
        ? undefined
        : 'checks have to pass before a push';
    case 'required_deployments':
    case 'code_scanning':
      return exists ? 'checks have to pass before a push' : undefined;
    case 'required_signatures':
      return 'commits have to be signed';
    case 'branch_name_pattern':
      return fits(parameters, branch) ? undefined : nameRule(parameters);
    default:
      return undefined;
  }
}

/** A pattern that cannot be judged here is no obstacle: the server will. */
function fits({ operator, pattern, negate }: BranchRule['parameters'], branch: string): boolean {
  if (typeof pattern !== 'string') return true;
  const matches = matchOf(operator, pattern, branch);
  return matches === undefined || matches === (negate !== true);
}

function matchOf(operator: unknown, pattern: string, branch: string): boolean | undefined {
  switch (operator) {
    case 'starts_with':
      return branch.startsWith(pattern);
    case 'ends_with':
      return branch.endsWith(pattern);
    case 'contains':
      return branch.includes(pattern);
    case 'regex':
      return matchSimple(pattern, branch);
    default:
      return undefined;
  }
}

/** Whoever may write rules wrote it: what could take long to match (repeated groups, back references) is not tried. */
function matchSimple(pattern: string, branch: string): boolean | undefined {
  const isPlain =
    pattern.length <= 200 && branch.length <= 200 && !/\)[*+{?]|\\[1-9]|\(\?[^:]|[*+}][*+]/.test(pattern);
  if (!isPlain || (pattern.match(/[*+]/g)?.length ?? 0) > 4) return undefined;
  try {
    return new RegExp(pattern, 'u').test(branch);
  } catch {
    return undefined;
  }
}

const WORDS: Readonly<Record<string, string>> = {
  starts_with: 'begin with',
  ends_with: 'end with',
  contains: 'contain',
  regex: 'match',
};

const nameRule = ({ operator, pattern, negate }: BranchRule['parameters']): string =>
  `its name ${negate === true ? 'must not' : 'has to'} ${WORDS[String(operator)] ?? 'fit'} "${String(pattern)}"`;
