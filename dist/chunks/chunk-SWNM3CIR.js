import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{c as t,f as i}from"./chunk-TOVLAOGD.js";import{b as o}from"./chunk-G2GHIFXC.js";function p(n,e){let s=n instanceof Error?`${n.name}: ${n.message}`:String(n),a=e&&n instanceof Error?`
${n.stack??""}`:"";return`agentic-plan: a bug of ours: ${t(s,500)}
  nothing more was changed; please report it with the output of --verbose:
  https://github.com/agentic-plan/agentic-plan/issues
${a}`}var c=o(()=>{"use strict";i()});export{p as a,c as b};
