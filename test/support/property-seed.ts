import fc from 'fast-check';

const DAY_MS = 86_400_000;

// A set-up file. Each day has its own seed, so that two runs of one change judge alike; a failure names it, and
// `PROPERTY_SEED=…` draws the same again.
fc.configureGlobal({ seed: Number(process.env['PROPERTY_SEED'] ?? Math.floor(Date.now() / DAY_MS)) });
