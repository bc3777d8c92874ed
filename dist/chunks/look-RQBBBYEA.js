import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{a,b}from"./chunk-LUDIQRV3.js";import"./chunk-KPM42MMO.js";export{a as look,b as touchedPaths};
