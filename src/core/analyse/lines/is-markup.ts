/**
 * A tag, or an attribute with a plain value, of a component: how something looks. An attribute that computes is code
 * where the language is one of scripts (`.tsx`); in templates (`.vue`, `.erb`) it is not, either.
 */
export function isMarkup(path: string, code: string): boolean {
  if (/\.(?:vue|svelte|html?|erb|phtml|blade\.php)$/.test(path))
    return /^\s*(?:<|[:@#]?[\w.:-]+=["'])/.test(code);
  return (
    /\.[jt]sx$/.test(path) &&
    /^\s*(?:\{[^}]*(?:\?|&&)\s*\($|\)\s*:\s*(?:\(|null\)?\}?$)|<\/?[\w.]*(?:\s+[\w-]+(?:=(?:"[^"]*"|'[^']*'))?)*|[\w-]+="[^"]*")\s*\/?>?\s*$/.test(
      code,
    )
  );
}
