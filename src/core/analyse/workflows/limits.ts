/** Chains of one workflow, and items of a list in the configuration; a plan of more would say nothing to anybody. */
export const MOST_CHAINS = 1000;
