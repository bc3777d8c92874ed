import { cosmiconfig } from 'cosmiconfig';
import { metaSearchPlaces } from 'cosmiconfig/dist/defaults.js';

/** One search of one folder for these files, by a finder that has been kept from looking for code of its own. */
export async function searchFolder(ask: {
  readonly folder: string;
  readonly module: string;
  readonly places: readonly string[];
  readonly found: (path: string, content: string) => object;
}): Promise<string | undefined> {
  // Before anything else it looks for its own configuration in the current folder, and executes `.config/config.js`.
  metaSearchPlaces.length = 0;
  const { found } = ask;
  const explorer = cosmiconfig(ask.module, {
    searchPlaces: [...ask.places],
    searchStrategy: 'none',
    ignoreEmptySearchPlaces: false,
    cache: false,
    // It only finds: our parser has limits, positions and no `$import`.
    loaders: { '.json': found, '.yaml': found, '.yml': found, noExt: found },
  });
  const result = await explorer.search(ask.folder);
  return result?.filepath;
}
