import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{a,b}from"./chunk-JP2PTBDO.js";import"./chunk-G2GHIFXC.js";b();export{a as findApi};
