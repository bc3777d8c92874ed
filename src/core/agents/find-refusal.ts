import { PRESETS, presetNamed, presetOfProgram } from './presets.ts';
import { programName } from './program-name.ts';
import { readWait } from './read-wait.ts';
import type { Refusal, RefusalKind } from './refusal.ts';
import { ERRORS, LINES } from './refusal-words.ts';
import type { AgentReport } from './said.ts';

export interface EndedAgent {
  readonly preset?: string | undefined;
  /** The first word of its command. */
  readonly program?: string | undefined;
  readonly code: number;
  readonly report: AgentReport;
  /** What it printed last, as text. */
  readonly lines: readonly string[];
  /** It left a change, or an output. */
  readonly madeSomething: boolean;
}

const KINDS: readonly RefusalKind[] = ['not-logged-in', 'out-of-credit', 'rate-limited'];
const LONGEST_SAID = 200;
const LONGEST_LOOKED_AT = 4_000;
/** What asks for a longer wait does not pass in a run. */
const LONGEST_WAIT_MS = 30 * 60_000;

/**
 * Whether an agent ended because its vendor does not let it work. Whoever says itself that it ended well was let; else
 * what its events call an error counts, and without such events what it printed last. Many end with 0 all the same.
 */
export function findRefusal(ended: EndedAgent): Refusal | undefined {
  const { code, report, madeSomething } = ended;
  if (report.well) return undefined;
  const known = presetNamed(ended.preset) ?? presetOfProgram(programName(ended.program ?? ''));
  const texts = known === undefined ? { errors: ERRORS, lines: LINES } : PRESETS[known].refusals();
  const lines = [...ended.lines].reverse();
  const byCode = 'codes' in texts ? texts.codes?.[code] : undefined;
  if (byCode !== undefined) return refusal(byCode, report.error ?? lines[0] ?? '');
  if (report.error !== undefined) return match([report.error], texts.errors);
  if (code !== 0) return match(lines, texts.lines);
  // What anybody's script prints says nothing against its end: with nothing made it is empty, and no refusal.
  if (known === undefined) return undefined;
  // A result that is there is not thrown away for a sentence that it may be about; but a known agent whose very last
  // line it is has made a half.
  return match(madeSomething ? lines.slice(0, 1) : lines, texts.lines);
}

function match(
  texts: readonly string[],
  patterns: Readonly<Record<RefusalKind, RegExp>>,
): Refusal | undefined {
  for (const kind of KINDS) {
    const said = texts.find((text) => patterns[kind].test(text.slice(0, LONGEST_LOOKED_AT)));
    if (said !== undefined) return refusal(kind, said);
  }
  return undefined;
}

function refusal(kind: RefusalKind, text: string): Refusal {
  const line = text.slice(0, LONGEST_LOOKED_AT).replaceAll(/\s+/g, ' ').trim();
  const said = line.length > LONGEST_SAID ? `${line.slice(0, LONGEST_SAID)}…` : line;
  if (kind === 'not-logged-in') return { kind, said };
  const waitMs = readWait(line);
  if (waitMs === undefined) return { kind, said };
  // How long it lasts says more than what it is called: quotas of a minute and limits of a week have the same names.
  return waitMs > LONGEST_WAIT_MS ? { kind: 'out-of-credit', said } : { kind: 'rate-limited', said, waitMs };
}
