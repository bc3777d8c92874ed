import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
var o=e=>`${new Date(e).toISOString().slice(0,19)}Z`;export{o as a};
