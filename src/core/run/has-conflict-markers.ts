const OURS = /^<{7}(?: .*)?\r?$/;
const BETWEEN = /^={7}\r?$/;
const THEIRS = /^>{7}(?: .*)?\r?$/;

/** Whether a file holds a conflict as git writes it down: all three marks, in their order. */
export function hasConflictMarkers(text: string): boolean {
  let wanted = [OURS, BETWEEN, THEIRS];
  for (const line of text.split('\n')) {
    if (wanted[0]?.test(line)) wanted = wanted.slice(1);
    if (wanted.length === 0) return true;
  }
  return false;
}
