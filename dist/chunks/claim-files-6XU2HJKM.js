import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{a,b,c}from"./chunk-4U33PWAV.js";import"./chunk-TQ5WEDUB.js";import"./chunk-VHHNSHUR.js";import"./chunk-NO4CZ6AK.js";import"./chunk-KPM42MMO.js";export{b as fileHolderMemory,c as fileSightings,a as holderFile};
