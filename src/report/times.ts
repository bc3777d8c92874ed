import { dateOf, isoSeconds, type WallTime } from '../core/model/time.ts';

/** `15:40`, and the day where it is not today's; in the zone of whoever reads. */
export function clock(at: WallTime, now: WallTime): string {
  const then = dateOf(at);
  const time = `${String(then.getHours()).padStart(2, '0')}:${String(then.getMinutes()).padStart(2, '0')}`;
  return then.toDateString() === new Date(now).toDateString() ? time : `${day(then)} ${time}`;
}

const day = (date: Date): string =>
  `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`;

/** `40 s`, `23 min`, `2 h`, `3 days`; never negative. */
export function span(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 90) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} days`;
}

/** `15:40 UTC`, and the day where it is not that of `now`: for pages that people in several zones read. */
export function utcClock(at: WallTime, now: WallTime): string {
  const [day, time] = isoSeconds(at).split('T');
  const [today] = isoSeconds(now).split('T');
  return `${day === today ? '' : `${day} `}${time?.slice(0, 5)} UTC`;
}
