import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{a,b,c}from"./chunk-S3NHYADT.js";import"./chunk-MZZI2GV7.js";import"./chunk-KPM42MMO.js";export{b as fileHolderMemory,c as fileSightings,a as holderFile};
