import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{Ga as m,Ka as b,c as r,d as n}from"./chunk-ZUOS6XSW.js";import{b as e}from"./chunk-G2GHIFXC.js";var f,l=e(()=>{"use strict";n();b();f=o=>o instanceof r?o.problem:m(o)});export{f as a,l as b};
