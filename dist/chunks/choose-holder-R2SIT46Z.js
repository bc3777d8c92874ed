import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{e as a,f as b,g as c}from"./chunk-VRR3JRG2.js";import"./chunk-QG6DUZS4.js";import"./chunk-BRQO4KJ3.js";import"./chunk-MZZI2GV7.js";import"./chunk-KPM42MMO.js";export{a as chooseHolder,c as isKnownDead,b as processHolder};
