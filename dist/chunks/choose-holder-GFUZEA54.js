import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{a,b,c}from"./chunk-R7WFVW2T.js";import"./chunk-GGGXOWLX.js";import"./chunk-BRQO4KJ3.js";import"./chunk-CEFDP4NE.js";import"./chunk-AFX4S6PT.js";export{a as chooseHolder,c as isKnownDead,b as processHolder};
