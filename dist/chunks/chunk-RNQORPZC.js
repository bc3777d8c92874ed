import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{a as r}from"./chunk-G6DM5C7W.js";var o=(e,n=20)=>e.slice(0,n).map(i=>r(i)).join(", ")+(e.length>n?` and ${e.length-n} more`:"");export{o as a};
