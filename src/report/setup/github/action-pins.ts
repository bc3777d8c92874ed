/** An action by its commit, and the tag that people know it by. */
export interface ActionPin {
  /** `owner/name`. */
  readonly action: string;
  readonly commit: string;
  readonly tag: string;
}

/** Actions of others that the workflow uses. */
export const PINS = {
  checkout: { action: 'actions/checkout', commit: '3d3c42e5aac5ba805825da76410c181273ba90b1', tag: 'v7' },
  setupNode: {
    action: 'actions/setup-node',
    commit: '820762786026740c76f36085b0efc47a31fe5020',
    tag: 'v7',
  },
  upload: {
    action: 'actions/upload-artifact',
    commit: 'bbbca2ddaa5d8feaa63e36b76fdaad77386f024f',
    tag: 'v7.0.0',
  },
  download: {
    action: 'actions/download-artifact',
    commit: '3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c',
    tag: 'v8.0.1',
  },
} as const satisfies Readonly<Record<string, ActionPin>>;

/** What stands behind `uses:`. */
export const usesText = ({ action, commit, tag }: ActionPin): string => `${action}@${commit} # ${tag}`;
