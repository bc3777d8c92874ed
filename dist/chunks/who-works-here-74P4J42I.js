import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{a}from"./chunk-4YD5CZZR.js";import"./chunk-ANHVJW53.js";import"./chunk-N6VKJQGL.js";import"./chunk-KPM42MMO.js";export{a as whoWorksHere};
