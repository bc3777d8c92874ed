import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{a,b,c}from"./chunk-FL3QPMAJ.js";import"./chunk-KPM42MMO.js";export{a as findOnPath,c as isExecutable,b as locateOnPath};
