const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];

/** `312 B`, `4.2 MB`: as people read sizes, in powers of a thousand. */
export function bytesText(bytes: number): string {
  let [value, unit] = [bytes, 0];
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit === 0 || value >= 9.95 ? Math.round(value) : value.toFixed(1)} ${UNITS[unit]}`;
}
