/** What the demonstration tells while it goes on; `report/demo` has the words. */
export type DemoMoment =
  | { readonly kind: 'built'; readonly folder: string }
  | { readonly kind: 'scene'; readonly scene: DemoScene }
  | { readonly kind: 'command'; readonly args: readonly string[]; readonly by: 'you' | 'Ana' }
  | { readonly kind: 'line'; readonly text: string }
  | { readonly kind: 'ended'; readonly code: number }
  /** The run of one task is stopped as it stands, and woken again. */
  | { readonly kind: 'paused' | 'woken' }
  | { readonly kind: 'result'; readonly history: string; readonly locks: number }
  | { readonly kind: 'removed'; readonly folder: string; readonly seconds: number };

export type DemoScene = 'plan' | 'refusal' | 'run' | 'fence' | 'result';
