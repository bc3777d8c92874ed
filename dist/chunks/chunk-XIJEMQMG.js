import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
var r=e=>e.kind==="ci"?`${e.repository} run ${e.run}.${e.attempt}`:e.name;export{r as a};
