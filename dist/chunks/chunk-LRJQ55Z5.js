import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
function r(){let o=new Map;return{load:async()=>[...o.values()],put:async e=>{o.set(e.claim,e)},forget:async e=>{o.delete(e)}}}var t=o=>({...o.now(),boot:o.boot});export{r as a,t as b};
