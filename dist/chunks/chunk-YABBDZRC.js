import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
var o=(e,r)=>e.kind==="ci"&&n(e,r)&&r.kind==="ci"&&e.attempt<r.attempt,n=(e,r)=>r.kind==="ci"&&e.repository===r.repository&&e.run===r.run,t=e=>e.kind==="ci"?`${e.repository} run ${e.run}.${e.attempt}`:e.name;export{o as a,n as b,t as c};
