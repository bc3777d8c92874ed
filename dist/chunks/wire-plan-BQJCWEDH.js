import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{a,b}from"./chunk-XY5R3BBP.js";import"./chunk-HXOC5RDW.js";import"./chunk-XS3CPH6Z.js";import"./chunk-JH3RFOKO.js";import"./chunk-KFREHQFB.js";import"./chunk-F5TQGT5L.js";import"./chunk-N6VKJQGL.js";import"./chunk-KPM42MMO.js";export{a as openPlanning,b as writeOutput};
