import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
function n(r){throw new e(`unexpected value ${JSON.stringify(r)}`)}var e=class extends Error{name="InternalError"};export{n as a,e as b};
