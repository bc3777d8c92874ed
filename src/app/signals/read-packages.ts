import { findPackages } from '../../core/analyse/workflows/manifests.ts';
import type { Signal } from './signal.ts';

/** Where the packages of the head commit are, for workflows with a chain of steps for each. */
export const packagesSignal: Signal = {
  gives: ['packages'],
  isWanted: ({ changes, settings }) =>
    changes.length > 0 && settings.workflows.some(({ forEach }) => forEach === 'package'),
  read: async (ask) => ({ found: { packages: findPackages(await ask.files()) } }),
};
