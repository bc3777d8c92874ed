import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{a,b,c}from"./chunk-U2VXBDRV.js";import"./chunk-XG6RA575.js";import"./chunk-KPM42MMO.js";export{b as fileHolderMemory,c as fileSightings,a as holderFile};
