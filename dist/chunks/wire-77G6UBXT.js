import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{a,b,c}from"./chunk-CSTME7BC.js";import"./chunk-HXOC5RDW.js";import"./chunk-KFREHQFB.js";import"./chunk-F5TQGT5L.js";import"./chunk-N6VKJQGL.js";import"./chunk-KPM42MMO.js";export{c as openDesk,a as openProject,b as openTable};
