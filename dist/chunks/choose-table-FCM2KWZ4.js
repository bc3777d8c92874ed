import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{a}from"./chunk-7D4Q6T2A.js";import"./chunk-XLXUNYX4.js";import"./chunk-N6VKJQGL.js";import"./chunk-KPM42MMO.js";export{a as chooseTable};
