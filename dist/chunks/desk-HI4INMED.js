import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{a,b}from"./chunk-PFNTV5JF.js";import"./chunk-AFX4S6PT.js";export{b as bootInstant,a as processMemory};
