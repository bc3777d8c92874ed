import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{a}from"./chunk-ZKHXMDGZ.js";import"./chunk-LMZAE2FA.js";import"./chunk-ZMOQ5GSQ.js";import"./chunk-KPM42MMO.js";export{a as readProjectState};
