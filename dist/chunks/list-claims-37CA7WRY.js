import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{a,b,c,d}from"./chunk-T55RLA6G.js";import"./chunk-7KZCDNR3.js";import"./chunk-EZMLQE5Q.js";import"./chunk-IXCMNC66.js";import"./chunk-ZMOQ5GSQ.js";import"./chunk-KPM42MMO.js";export{d as claimPresence,a as listClaims,c as pathsUnder,b as sharedPaths};
