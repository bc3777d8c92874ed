import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{T as a,V as b}from"./chunk-N23YS57S.js";import"./chunk-PYJJCUL4.js";b();export{a as runToEnd};
