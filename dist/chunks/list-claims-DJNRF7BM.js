import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{a,b,c}from"./chunk-AC7SFX7N.js";import"./chunk-XIJEMQMG.js";import"./chunk-4K3CBL3I.js";import"./chunk-EZMLQE5Q.js";import"./chunk-IXCMNC66.js";import"./chunk-ZMOQ5GSQ.js";import"./chunk-KPM42MMO.js";export{c as claimPresence,a as listClaims,b as sharedPaths};
