import type { Checked } from '../../../core/model/problem.ts';

const UNITS = { s: 1, m: 60, h: 3600 } as const;

/** `25s`, `30m`, `2h` → seconds, within bounds. */
export function parseDuration(ask: {
  readonly option: string;
  readonly text: string;
  readonly least: number;
  readonly most: number;
  /** What a number by itself is likely to mean. */
  readonly usual: keyof typeof UNITS;
}): Checked<number> {
  const match = /^(\d{1,9})(s|m|h)$/.exec(ask.text);
  const unit = match?.[2];
  const seconds =
    unit === 's' || unit === 'm' || unit === 'h' ? Number(match?.[1]) * UNITS[unit] : Number.NaN;
  if (seconds >= ask.least && seconds <= ask.most) return { ok: true, value: seconds, warnings: [] };
  const range = `${inUnits(ask.least)} to ${inUnits(ask.most)}`;
  const meant = likelyMeant(ask.text, ask.usual);
  const message =
    `${ask.option} ${ask.text}: a number with s, m or h, from ${range}` +
    (meant === undefined ? '' : `; did you mean ${meant}?`);
  return { ok: false, problems: [{ code: 'usage', data: { message, remedy: 'agentic-plan claim --help' } }] };
}

/** `30`, `30 min`, `2hours` → `30m`, `30m`, `2h`. */
function likelyMeant(text: string, usual: keyof typeof UNITS): string | undefined {
  const [, number, word = ''] = /^(\d{1,9})\s*([a-z]*)$/i.exec(text) ?? [];
  const unit = word === '' ? usual : word[0]?.toLowerCase();
  const isKnown = number !== undefined && Number(number) > 0 && unit !== undefined && unit in UNITS;
  return isKnown && text !== `${number}${unit}` ? `${number}${unit}` : undefined;
}

const inUnits = (seconds: number): string =>
  seconds % 3600 === 0 && seconds > 0
    ? `${seconds / 3600}h`
    : seconds % 60 === 0 && seconds > 0
      ? `${seconds / 60}m`
      : `${seconds}s`;
