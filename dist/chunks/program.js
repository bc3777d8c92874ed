import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{R as a,T as b}from"./chunk-YWLWFZQX.js";import"./chunk-I74AXP3X.js";b();export{a as runToEnd};
