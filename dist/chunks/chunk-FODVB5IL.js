import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
var a=n=>`Plan of ${n.run}: ${n.state}

${JSON.stringify({version:1,...n})}
`;function d(n){try{let e=JSON.parse(n.slice(n.indexOf(`

`)+2));if(typeof e!="object"||e===null||!("version"in e)||e.version!==1)return;let{run:o,state:r,at:i,result:t}=e;return typeof o!="string"||r!=="open"&&r!=="finished"||t!==void 0&&(typeof t!="string"||!/^[0-9a-f]{40,64}$/.test(t))?void 0:{run:o,state:r,...typeof i=="number"&&Number.isSafeInteger(i)?{at:i}:{},...t===void 0?{}:{result:t}}}catch{return}}export{a,d as b};
