import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{a}from"./chunk-IQ5BLPA7.js";import"./chunk-G6DM5C7W.js";import"./chunk-KPM42MMO.js";export{a as describeBug};
