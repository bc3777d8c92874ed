/** How often a property is tried: `PROPERTY_RUNS=10` tries each ten times as often as an ordinary run does. */
export const propertyRuns = (ordinary: number): number =>
  Math.max(1, Math.round(ordinary * Number(process.env['PROPERTY_RUNS'] ?? 1)));
