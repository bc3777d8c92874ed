import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{a as m}from"./chunk-VHHNSHUR.js";import{c as r}from"./chunk-NO4CZ6AK.js";var b=o=>o instanceof r?o.problem:m(o);export{b as a};
