import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{a,b,c,d}from"./chunk-THNP2BOI.js";import"./chunk-KKFES6PI.js";import"./chunk-ANHVJW53.js";import"./chunk-4XOO4DG7.js";import"./chunk-JC4X2REK.js";import"./chunk-ZMOQ5GSQ.js";import"./chunk-KPM42MMO.js";export{d as claimPresence,a as listClaims,c as pathsUnder,b as sharedPaths};
