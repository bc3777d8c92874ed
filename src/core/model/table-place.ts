/** How a command of git's is told of the table: a remote of the clone, or a url without credentials; or a folder of ours. */
export type TablePlace =
  | { readonly kind: 'remote'; readonly name: string }
  | { readonly kind: 'local'; readonly folder: string };

/** The same as data of a problem. */
export const placeData = (
  place: TablePlace | undefined,
): { readonly remote?: string; readonly folder?: string } => {
  if (place === undefined) return {};
  return place.kind === 'remote' ? { remote: place.name } : { folder: place.folder };
};
