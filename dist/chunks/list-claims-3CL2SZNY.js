import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{a,b,c}from"./chunk-OCTXMGE6.js";import"./chunk-ODQRUMJS.js";import"./chunk-S4D7RIQ6.js";import"./chunk-IXCMNC66.js";import"./chunk-ZMOQ5GSQ.js";import"./chunk-KPM42MMO.js";export{c as claimPresence,a as listClaims,b as sharedPaths};
