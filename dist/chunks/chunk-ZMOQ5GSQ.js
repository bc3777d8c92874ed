import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
var e=(r,t)=>r<t?-1:r>t?1:0;export{e as a};
