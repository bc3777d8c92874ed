import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{ea as a,ga as b}from"./chunk-7FSC6PS4.js";import"./chunk-2CIHD7QZ.js";import"./chunk-76FNIX4N.js";b();export{a as runToEnd};
