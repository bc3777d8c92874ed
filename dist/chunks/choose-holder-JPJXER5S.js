import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{a,b,c}from"./chunk-XOE6CZWX.js";import"./chunk-RCGGFP2W.js";import"./chunk-BRQO4KJ3.js";import"./chunk-XG6RA575.js";import"./chunk-KPM42MMO.js";export{a as chooseHolder,c as isKnownDead,b as processHolder};
