// The toolkit's way to tokens of other clouds brings an HTTP client of 0.4 MB, which every start of the Action would load.
// We never ask for such a token.

/** Leaves `@actions/core`'s OIDC client out of the bundle. */
export const withoutOidc = {
  name: 'without-oidc',
  setup(build) {
    build.onLoad({ filter: /@actions[\\/]core[\\/]lib[\\/]oidc-utils\.js$/ }, () => ({
      contents: 'export class OidcClient {}',
      loader: 'js',
    }));
  },
};
