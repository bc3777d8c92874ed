import type { Step } from './step.ts';
import type { CiStepName } from './step-list.ts';

/** Each step → what it does, loaded when it is asked for. */
export const STEPS: Readonly<Record<CiStepName, () => Promise<Step>>> = {
  plan: async () => (await import('./plan-step.ts')).planStep,
  begin: async () => (await import('./begin-step.ts')).beginStep,
  work: async () => (await import('./work-step.ts')).workStep,
  end: async () => (await import('./work-step.ts')).endStep,
  verify: async () => (await import('./verify-step.ts')).verifyStep,
  publish: async () => (await import('./publish-step.ts')).publishStep,
  release: async () => (await import('./release-step.ts')).releaseStep,
};
