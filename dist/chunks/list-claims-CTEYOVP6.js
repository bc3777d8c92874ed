import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{a,b,c,d}from"./chunk-72ZFUOB5.js";import"./chunk-YABBDZRC.js";import"./chunk-WYFGECGX.js";import"./chunk-S4D7RIQ6.js";import"./chunk-IXCMNC66.js";import"./chunk-ZMOQ5GSQ.js";import"./chunk-KPM42MMO.js";export{d as claimPresence,a as listClaims,c as pathsUnder,b as sharedPaths};
