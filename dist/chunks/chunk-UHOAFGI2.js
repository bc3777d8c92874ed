import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
function r(){let e=new Map;return{load:async()=>[...e.values()],put:async o=>{e.set(o.claim,o)},forget:async o=>{e.delete(o)}}}var t=e=>({...e.now(),boot:e.boot});export{r as a,t as b};
