/** The one order of texts: by UTF-16 code unit, so that no locale changes a plan. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
