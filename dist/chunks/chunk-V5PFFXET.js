import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
var r=e=>e===void 0?{}:e.kind==="remote"?{remote:e.name}:{folder:e.folder};export{r as a};
