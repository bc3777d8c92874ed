import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{a,b}from"./chunk-JTBTUNXD.js";import"./chunk-4SCEUW5Y.js";import"./chunk-INTHXBAX.js";import"./chunk-TKUAEYNN.js";import"./chunk-KFREHQFB.js";import"./chunk-RB6FVS7M.js";import"./chunk-REGVLHNM.js";import"./chunk-N6VKJQGL.js";import"./chunk-KPM42MMO.js";export{a as openPlanning,b as writeOutput};
