import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{d as a,e as b,f as c}from"./chunk-SCKEQKOP.js";import"./chunk-QG6DUZS4.js";import"./chunk-BRQO4KJ3.js";import"./chunk-MZZI2GV7.js";import"./chunk-KPM42MMO.js";export{a as chooseHolder,c as isKnownDead,b as processHolder};
