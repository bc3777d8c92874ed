import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
var t=e=>`"${e.replace(/["\\]/g,"\\$&")}"`;export{t as a};
