import fc from 'fast-check';
import { seedOfDay } from './seed-of-day.ts';

// A set-up file. A failure names the seed.
fc.configureGlobal({ seed: seedOfDay('PROPERTY_SEED') });
