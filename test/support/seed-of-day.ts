const DAY_MS = 86_400_000;

/** What a variable says, to draw the same again; else each day has its own, so that two runs of one change judge alike. */
export const seedOfDay = (variable: string): number =>
  Number(process.env[variable] ?? Math.floor(Date.now() / DAY_MS));
