// Keys whose shape says what they are, and names that hold one beside a text that looks drawn by lot.
const SHAPES =
  /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36,}\b|\bgithub_pat_\w{50,}|\bxox[abprs]-[\w-]{20,}|\bAIza[\w-]{35}\b|\bsk_live_\w{20,}|\bglpat-[\w-]{20,}|\bnpm_[A-Za-z0-9]{36}\b/;
const NAMED =
  /(?:pass(?:word|wd)?|secret|token|api_?key|private_?key|credential)s?["']?\s*[:=]\s*["']([^"'\s]{12,})["']/i;
const PLACEHOLDER =
  /example|sample|dummy|changeme|placeholder|test|fake|your|xxx|\*\*\*|\$\{|\{\{|<|%\(|\.\.\.|^[a-z]+(?:[-_.\s/][a-z]+)*$/i;

/** Whether a line holds what nobody but its owner should know. */
export function holdsSecret(text: string): boolean {
  if (SHAPES.test(text)) return true;
  const value = NAMED.exec(text)?.[1];
  return value !== undefined && !PLACEHOLDER.test(value) && /\d/.test(value) && /[A-Za-z]/.test(value);
}

/** The line with what may be a secret covered: evidence is shown, sent, and kept. */
export const coverSecrets = (text: string): string =>
  text.replace(SHAPES, '•••').replace(NAMED, (whole, value: string) => whole.replace(value, '•••'));
