import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{b as o}from"./chunk-NO4CZ6AK.js";var n=({env:m})=>m.AGENTIC_PROMPT?[o("inside-a-run",{})]:[];export{n as a};
