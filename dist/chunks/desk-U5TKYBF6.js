import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{a,b}from"./chunk-UHOAFGI2.js";import"./chunk-KPM42MMO.js";export{b as bootInstant,a as processMemory};
