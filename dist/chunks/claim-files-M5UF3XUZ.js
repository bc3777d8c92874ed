import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{a,b,c}from"./chunk-AXJA5R5G.js";import"./chunk-CEFDP4NE.js";import"./chunk-AFX4S6PT.js";export{b as fileHolderMemory,c as fileSightings,a as holderFile};
