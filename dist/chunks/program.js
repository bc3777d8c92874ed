import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{ea as a,ga as b}from"./chunk-EE3ODUR2.js";import"./chunk-K5F5DWXT.js";import"./chunk-76FNIX4N.js";b();export{a as runToEnd};
