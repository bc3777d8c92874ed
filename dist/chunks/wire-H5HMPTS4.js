import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{a,b,c}from"./chunk-K74C3462.js";import"./chunk-4SCEUW5Y.js";import"./chunk-INTHXBAX.js";import"./chunk-KFREHQFB.js";import"./chunk-RB6FVS7M.js";import"./chunk-N6VKJQGL.js";import"./chunk-KPM42MMO.js";export{c as openDesk,a as openProject,b as openTable};
