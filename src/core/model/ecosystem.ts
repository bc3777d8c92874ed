/** Where packages come from. */
export type Ecosystem =
  | 'npm'
  | 'PyPI'
  | 'crates.io'
  | 'Go'
  | 'Maven'
  | 'RubyGems'
  | 'NuGet'
  | 'Packagist'
  | 'other';
